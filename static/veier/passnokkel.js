// Kobler allauths passnøkkelskript til skjemaene, uten skript i siden. Knappene vises bare der de virker.
(function () {
  if (!window.PublicKeyCredential || !window.allauth) return;
  const skjemaer = window.allauth.webauthn.forms;
  const oppsett = {
    login: () => skjemaer.loginForm({ ids: { login: "passkey_login", credential: "mfa_credential" } }),
    add: (d) => skjemaer.addForm({ ids: { add: d.knapp, passwordless: d.utenKode, credential: d.felt, data: "js_data" } }),
    authenticate: (d) => skjemaer.authenticateForm({ ids: { authenticate: d.knapp, credential: d.felt, data: "js_data" } }),
  };
  for (const skjema of document.querySelectorAll("[data-passnokkel]")) {
    oppsett[skjema.dataset.passnokkel](skjema.dataset);
    skjema.querySelector("button").hidden = false;
  }
  document.addEventListener("allauth.error", (hendelse) => {
    hendelse.preventDefault();
    document.getElementById("passnokkel-feil").hidden = false;
  });
})();
