// Pushes the event in the JSON before this script: at once, or when the tag's script has loaded or failed.
{
  const block = document.currentScript.previousElementSibling
  const { event, parameters } = JSON.parse(block.textContent)
  const push = () => window.track(event, parameters)

  if (block.dataset.analytics === 'after') {
    const isTag = target => target instanceof HTMLScriptElement && target.dataset.endpoint !== undefined
    const whenTagEnded = ended => {
      if (!isTag(ended.target)) return
      document.removeEventListener('load', whenTagEnded, true)
      document.removeEventListener('error', whenTagEnded, true)
      push()
    }
    // Neither event bubbles, but both pass the document in the capture phase.
    document.addEventListener('load', whenTagEnded, true)
    document.addEventListener('error', whenTagEnded, true)
  } else {
    push()
  }
}
