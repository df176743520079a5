// Djangos velger setter en ledetekst på et ikon uten rolle. Den leses ikke opp før ikonet har en.
// Velgeren lages når siden er lastet, så dette må skje rett etter.
window.addEventListener("load", () => setTimeout(() => {
  for (const ikon of document.querySelectorAll(".search-label-icon[aria-label]")) ikon.setAttribute("role", "img");
}));
