// Stands in for a chat vendor's loader script: it loads async, and creates the vendor's API some time after the page
// has loaded.
{
  const { after } = document.currentScript.dataset
  const start = () => setTimeout(() => import('/assets/chat/conversations.js'), Number(after))

  if (document.readyState === 'complete') start()
  else window.addEventListener('load', start, { once: true })
}
