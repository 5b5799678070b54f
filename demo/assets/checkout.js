const sample = {
  email: 'ada@example.com',
  name: 'Ada Lindqvist',
  street: 'Bredgatan 12',
  postcode: '222 21',
  town: 'Lund',
  country: 'Sweden',
  card: '4242 4242 4242 4242',
  expiry: '09/30',
  code: '123',
}

const form = document.getElementById('checkout')
const button = document.getElementById('sample')
button.hidden = false
button.addEventListener('click', () => {
  for (const [name, value] of Object.entries(sample)) form.elements.namedItem(name).value = value
})

// The sum depends on the kind of delivery.
function showSum() {
  const delivery = form.elements.namedItem('delivery').value
  for (const sum of form.querySelectorAll('[data-for]')) sum.hidden = sum.dataset.for !== delivery
}
for (const choice of form.elements.namedItem('delivery')) choice.addEventListener('change', showSum)
showSum()

// After a failed try, focus moves to the list of problems.
document.getElementById('problem-list')?.focus()
