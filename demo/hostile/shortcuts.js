// Single-key shortcuts, as on many sites: any letter or digit, unless the visitor is typing in a field of the page.
// A key in a widget's shadow root seems to come from the widget's host element, which is no field.
let presses = 0

document.addEventListener('keydown', event => {
  const isField = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable
  if (isField || event.ctrlKey || event.metaKey || event.altKey || !/^[a-z0-9]$/i.test(event.key)) return
  presses += 1
  document.getElementById('presses').textContent = String(presses)
})
