// What a shop with GA4 has on every page: Google's snippet, or a tag manager's. Nothing is sent to Google.
window.dataLayer = window.dataLayer || []

const layerShape = document.currentScript.dataset.layerShape

// The snippet as Google publishes it: what lands on the layer is the arguments object itself.
window.gtag = function gtag() {
  // biome-ignore lint/complexity/noArguments: an array in its place would be a different entry.
  window.dataLayer.push(arguments)
}

if (layerShape === 'object') {
  window.dataLayer.push({ 'gtm.start': Date.now(), event: 'gtm.js' })
} else {
  window.gtag('js', new Date())
  window.gtag('config', 'G-DEMO000000')
}

/** Tells the data layer of a GA4 event, in the shape that this shop uses. */
window.track = (event, parameters) => {
  if (layerShape === 'object') {
    window.dataLayer.push({ ecommerce: null })
    window.dataLayer.push({ event, ecommerce: parameters })
  } else {
    window.gtag('event', event, parameters)
  }
}
