// A page that the browser kept alive shows whom it was of: brought back, it is made anew, for whoever is signed in now.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
