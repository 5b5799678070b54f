// When a product is added to the basket, the data layer gets the event before the form leaves the page.
for (const form of document.querySelectorAll('form[data-event]')) {
  form.addEventListener('submit', () => {
    const { currency, items } = JSON.parse(form.dataset.parameters)
    const quantity = Number(new FormData(form).get('quantity'))
    const [item] = items
    window.track(form.dataset.event, {
      currency,
      value: Math.round(item.price * quantity * 100) / 100,
      items: [{ ...item, quantity }],
    })
  })
}
