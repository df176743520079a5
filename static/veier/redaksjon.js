// Djangos velger setter en ledetekst på et ikon uten rolle. Den leses ikke opp før ikonet har en.
// Velgeren lages når siden er lastet, så dette må skje rett etter.
window.addEventListener("load", () => setTimeout(() => {
  for (const ikon of document.querySelectorAll(".search-label-icon[aria-label]")) ikon.setAttribute("role", "img");
  // Det valgte er en gruppe, ikke en liste: feltet det søkes i, står der også.
  for (const gruppe of document.querySelectorAll(".select2-selection--multiple > ul")) {
    gruppe.setAttribute("role", "group");
    for (const ett of gruppe.children) ett.setAttribute("role", "none");
  }
  // Velgeren med søk tar ikke med seg navnet på feltet.
  for (const velger of document.querySelectorAll(".select2-container")) {
    const felt = velger.previousElementSibling;
    const navn = (felt && felt.labels && felt.labels[0] ? felt.labels[0].textContent : "").trim().replace(/:$/, "");
    if (navn) for (const del of velger.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) del.setAttribute("aria-label", navn);
  }
}));
