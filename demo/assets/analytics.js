// What a shop with GA4 loads on every page: Google's snippet, or a tag manager's. Nothing is sent to Google.
window.dataLayer = window.dataLayer || []

const layerShape = document.currentScript.dataset.layerShape

// The snippet as Google publishes it: it puts the arguments object itself on the layer.
window.gtag = function gtag() {
  // biome-ignore lint/complexity/noArguments: an array would be a different entry.
  window.dataLayer.push(arguments)
}

if (layerShape === 'object') {
  window.dataLayer.push({ 'gtm.start': Date.now(), event: 'gtm.js' })
} else {
  window.gtag('js', new Date())
  window.gtag('config', 'G-DEMO000000')
}

/** Pushes a GA4 event to the data layer, in the shape that this shop uses. */
window.track = (event, parameters) => {
  if (layerShape === 'object') {
    window.dataLayer.push({ ecommerce: null })
    window.dataLayer.push({ event, ecommerce: parameters })
  } else {
    window.gtag('event', event, parameters)
  }
}
