// Source: question, ends and reason as published Arabic surveys word them; the rest written for howlikely.
// Native review: none yet, so the one neutral reason question serves every score.
import type { LocaleWords } from './locale-words.ts'

export const ar: LocaleWords = {
  us: 'خدماتنا',
  named: 'خدمات \u2068{company}\u2069',
  question: 'ما مدى احتمال أن توصي بـ{product} لصديق أو زميل؟',
  questionAfterPurchase: 'بالنظر إلى عملية شرائك، ما مدى احتمال أن توصي بـ{product} لصديق أو زميل؟',
  questionAfterContact: 'بالنظر إلى تواصلك معنا، ما مدى احتمال أن توصي بـ{product} لصديق أو زميل؟',
  low: 'غير محتمل إطلاقًا',
  high: 'محتمل للغاية',
  chosen: 'اخترت {score} من {most}',
  scored: 'يمكنك الآن كتابة السبب ثم الإرسال.',

  reason: 'ما السبب الرئيسي لهذه الدرجة؟',
  reasonPromoter: '',
  reasonPassive: '',
  reasonDetractor: '',
  reasonHint: 'يُرجى عدم كتابة بيانات شخصية.',
  reasonLength: '{count} من {limit} حرف',
  reasonTooLong: 'النص أطول من أن يُرسل. يُرجى تقصيره.',

  easeLow: 'صعب جدًا',
  easeHigh: 'سهل جدًا',

  contact: 'يمكنكم التواصل معي بشأن إجابتي',
  email: 'بريدك الإلكتروني',
  emailWrong: 'اكتبه مثل name@example.com أو ألغِ تحديد المربع.',

  send: 'إرسال',
  lost: 'تعذّر الإرسال. حاول مرة أخرى.',
  close: 'إغلاق',
  optOut: 'لا تسألني مجددًا',
  closingSendsScore: 'إذا أغلقت الآن، تُرسل درجتك فقط.',
  closingSendsNothing: 'لا تُرسل درجتك إلا عند الضغط على «إرسال».',
  linked: 'هذه الإجابة مرتبطة بحسابك.',
  privacy: 'الخصوصية',

  thanks: 'شكرًا لك!',
  thanksText: 'إجابتك تساعدنا على التحسّن.',

  opened: 'فُتح استبيان قصير. تجده في آخر الصفحة.',
  openedInline: 'فُتح استبيان قصير. تجده في قسم خاص من الصفحة.',
}
