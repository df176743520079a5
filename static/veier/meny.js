// En åpen meny lukkes med Esc, og når fokus går ut av den. Uten skript lukkes den med knappen den ble åpnet med.
for (const meny of document.querySelectorAll("details.hattvelger")) {
  meny.addEventListener("keydown", (hendelse) => {
    if (hendelse.key !== "Escape" || !meny.open) return;
    meny.open = false;
    meny.querySelector("summary").focus();
  });
  meny.addEventListener("focusout", (hendelse) => {
    if (hendelse.relatedTarget && !meny.contains(hendelse.relatedTarget)) meny.open = false;
  });
}
