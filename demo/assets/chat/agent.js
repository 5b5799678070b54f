// Maja, who answers in the chat: her replies to visitors, and whether they end the conversation.
const answers = [
  {
    hears: /\b(bye|goodbye|that's all|that is all|all good|no,? thanks?|no,? thank you|nothing else)\b/i,
    says: 'Glad to hear it. I close our conversation then; have a good day!',
    ends: true,
  },
  {
    hears: /\b(order|parcel|delivery|track|arrive|sent|where)\b/i,
    says: 'Let me look. It left us this morning, so you should have it in two to three days; the link to follow it is in your receipt. Is there anything else?',
  },
  {
    hears: /\b(return|refund|send back|money|wrong|broken|damaged)\b/i,
    says: "I am sorry about that. I've just sent a return label to your email; put everything in any box and drop it off. Is there anything else?",
  },
  {
    hears: /\b(grind|grinder|moka|press|filter|dripper|bitter|sour)\b/i,
    says: 'For the dripper I would start at 18 clicks. If it tastes bitter go one step up, if it tastes sour one step down. Is there anything else?',
  },
  {
    hears: /\b(thanks|thank you|great|perfect|super)\b/i,
    says: 'With pleasure! Is there anything else?',
  },
  { hears: /\b(hi|hello|hey|good (morning|afternoon|evening))\b/i, says: 'Hello! What can I do for you?' },
]

export const greeting = 'Hello, this is Maja from Lund & Kettle. What can I do for you?'
export const questions = ['Where is my order?', 'How do I return something?', 'Which grind do I need?']
export const goodbye = 'Thank you for stopping by. I close our conversation; come back whenever you like.'

/** Maja's answer, and whether it ends the conversation. */
export function answerTo(text) {
  const answer = answers.find(({ hears }) => hears.test(text))
  if (!answer) {
    return {
      says: 'I see. Let me ask Henrik and write to you by email today. Is there anything else?',
      ends: false,
    }
  }
  return { says: answer.says, ends: answer.ends === true }
}
