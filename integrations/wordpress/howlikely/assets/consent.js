// Hands on to howlikely what the visitor told the WP Consent API about the purpose "functional".
;(() => {
  window.howlikely =
    window.howlikely ||
    function () {
      const queue = window.howlikely.q || []
      window.howlikely.q = queue
      // biome-ignore lint/complexity/noArguments: the loader takes calls as they came
      queue.push(arguments)
    }
  const tell = () => window.howlikely('consent', window.wp_has_consent('functional'))

  if (typeof window.wp_has_consent === 'function') tell()
  document.addEventListener('wp_consent_type_defined', tell)
  document.addEventListener('wp_listen_for_consent_change', ({ detail }) => {
    if (detail && 'functional' in detail) window.howlikely('consent', detail.functional === 'allow')
  })
})()
