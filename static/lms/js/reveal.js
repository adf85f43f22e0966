// Shows a button that works only in a browser which can do what it promises.
for (const button of document.querySelectorAll("[data-reveal=passkey]")) {
  button.hidden = !window.PublicKeyCredential;
}
