// Autolagringen sier sannheten: «Lagret kl. …» bare etter en lagring. Går den galt, sies det på samme sted, teksten blir
// stående, og det prøves igjen med lengre og lengre pauser så lenge siden er åpen. Setningene står i data- på linjen.
(function () {
  const linje = document.querySelector("[data-autolagring]");
  if (!linje) return;
  const skjema = linje.closest("form");
  const PAUSER = [2, 5, 10, 20, 40, 60];
  const KAN_GAA_BEDRE = new Set([0, 401, 403, 408, 425, 429, 500, 502, 503, 504]);
  let skrevet = 0; // øker for hver endring
  let lagret = 0; // det som var skrevet da den siste vellykkede lagringen ble sendt
  let sendt = 0;
  let forsok = 0;
  let klokke = null;
  let byttetNokkel = false;

  const spor = (hendelse) => hendelse.preventDefault();
  const vakt = () => window[skrevet > lagret ? "addEventListener" : "removeEventListener"]("beforeunload", spor);
  const igjen = () => {
    clearTimeout(klokke);
    klokke = null;
    window.htmx.trigger(linje, "igjen");
  };
  const si = (tekst, { foran = false } = {}) => {
    const varsel = document.createElement("span");
    varsel.className = "varsel";
    varsel.textContent = foran ? `${tekst} ` : tekst;
    if (foran) linje.prepend(varsel);
    else linje.replaceChildren(varsel);
  };
  const omLitt = (minst) => {
    const pause = Math.max(minst, PAUSER[Math.min(forsok++, PAUSER.length - 1)] * (0.75 + Math.random() / 2));
    clearTimeout(klokke);
    klokke = setTimeout(igjen, pause * 1000);
  };
  // Logger noen inn i en annen fane, får skjemavernet en ny nøkkel. Den kommer med avslaget.
  const bytt = (nokkel) => {
    for (const felt of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) felt.value = nokkel;
  };

  for (const hva of ["input", "change"]) skjema.addEventListener(hva, () => { skrevet++; vakt(); });
  skjema.addEventListener("submit", () => window.removeEventListener("beforeunload", spor));
  window.addEventListener("pageshow", vakt);
  linje.addEventListener("htmx:beforeRequest", () => { sendt = skrevet; });
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { xhr } = detail;
    const nokkel = xhr.status === 403 && xhr.getResponseHeader("X-Skjemavern");
    if (nokkel) bytt(nokkel);
    if (detail.elt !== linje) return;
    if (xhr.status >= 200 && xhr.status < 300) return lyktes();
    if (nokkel && !byttetNokkel) {
      byttetNokkel = true;
      return setTimeout(igjen); // køen i htmx tømmes først
    }
    mislyktes(xhr.status, Number(xhr.status && xhr.getResponseHeader("Retry-After")) || 0);
  });
  // htmx er det tyngste på siden, og hentes når siden står der. Det som er skrevet imens, lagres da.
  const hent = () => {
    const skript = document.createElement("script");
    skript.src = linje.dataset.autolagring;
    skript.onload = () => { if (skrevet > lagret) igjen(); };
    skript.onerror = () => {
      if (skrevet > lagret) si(linje.dataset.feil);
      setTimeout(hent, PAUSER[Math.min(forsok++, PAUSER.length - 1)] * 1000);
    };
    document.head.append(skript);
  };
  if (document.readyState === "complete") hent();
  else window.addEventListener("load", hent);
  for (const hva of ["online", "focus"]) window.addEventListener(hva, () => { if (klokke) igjen(); });

  function lyktes() {
    clearTimeout(klokke);
    klokke = null;
    forsok = 0;
    byttetNokkel = false;
    if (!linje.querySelector(".varsel")) lagret = sendt; // et varsel er et svar om at noe ikke ble lagret
    vakt();
  }

  function mislyktes(status, vent) {
    if (!KAN_GAA_BEDRE.has(status)) {
      if (status !== 409) si(linje.dataset.avvist);
      return;
    }
    if (status === 429) si(linje.dataset.vent, { foran: true });
    else if (status !== 401) si(linje.dataset.feil);
    omLitt(vent);
  }
})();
