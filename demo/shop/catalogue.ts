/** Euro cents. */
export type Cents = number

export interface Product {
  /** Used in addresses, in the basket, as GA4's `item_id`, and as the name of the drawing. */
  id: string
  name: string
  kind: string
  category: 'Coffee' | 'Brewing' | 'Table'
  price: Cents
  /** One line for the card. */
  line: string
  story: string
  /** Facts for buyers: label and text. */
  details: readonly (readonly [string, string])[]
  /** The colour behind the drawing. */
  tone: 'sand' | 'moss' | 'clay' | 'mist' | 'dusk'
}

export const shop = { name: 'Lund & Kettle', currency: 'EUR' } as const

export const products: readonly Product[] = [
  {
    id: 'skog',
    name: 'Skog',
    kind: 'Ethiopia, washed',
    category: 'Coffee',
    price: 1350,
    line: 'Apricot, bergamot, black tea',
    story:
      'From small farms around Guji, where the coffee grows in the shade of older trees. We roast it light, so that it stays clear and a little floral, and it is at its best as filter coffee from the fifth day on.',
    details: [
      ['Weight', '250 g, whole beans'],
      ['Roast', 'Light, for filter'],
      ['Grown at', '1,950 to 2,200 m'],
      ['Keeps', 'Eight weeks, in its closed bag'],
    ],
    tone: 'moss',
  },
  {
    id: 'dimma',
    name: 'Dimma',
    kind: 'House blend',
    category: 'Coffee',
    price: 1900,
    line: 'Hazelnut, red apple, cocoa',
    story:
      'The coffee we drink ourselves. Two thirds Brazil, one third Guatemala, roasted a shade further, until it is round and forgiving: good from a filter, good from a moka pot, good at six in the morning.',
    details: [
      ['Weight', '500 g, whole beans'],
      ['Roast', 'Medium, for everything'],
      ['Grown at', '1,100 to 1,600 m'],
      ['Keeps', 'Ten weeks, in its closed bag'],
    ],
    tone: 'mist',
  },
  {
    id: 'natt',
    name: 'Natt',
    kind: 'Colombia, decaf',
    category: 'Coffee',
    price: 1400,
    line: 'Plum, dark chocolate, molasses',
    story:
      'For the cup after dinner. Decaffeinated at the farm cooperative with sugar cane, which leaves the sweetness where it was. People who have had it without being told have asked for it again.',
    details: [
      ['Weight', '250 g, whole beans'],
      ['Roast', 'Medium, for filter and espresso'],
      ['Caffeine', 'Less than 0.1 %'],
      ['Keeps', 'Eight weeks, in its closed bag'],
    ],
    tone: 'dusk',
  },
  {
    id: 'back',
    name: 'Bäck',
    kind: 'Gooseneck kettle',
    category: 'Brewing',
    price: 6400,
    line: 'Pours as slowly as you ask it to',
    story:
      'A kettle with a narrow spout, so that the water lands where you want it. Steel, with a beech handle that stays cool. It sings a little before it boils, and then stops.',
    details: [
      ['Holds', '0.8 litres'],
      ['Made of', 'Steel and oiled beech'],
      ['Works on', 'Gas, electric, ceramic and induction'],
      ['Care', 'By hand; descale with vinegar'],
    ],
    tone: 'clay',
  },
  {
    id: 'topp',
    name: 'Topp',
    kind: 'Dripper and carafe',
    category: 'Brewing',
    price: 4200,
    line: 'Three cups, two minutes, one filter',
    story:
      'A stoneware cone with tall ribs over a thin glass carafe. The ribs keep the paper off the wall, so that the coffee draws evenly. Takes the ordinary cone filters that every shop has.',
    details: [
      ['Holds', '0.5 litres'],
      ['Made of', 'Glazed stoneware, borosilicate glass'],
      ['Filters', 'Cone, size 02'],
      ['Care', 'Dishwasher'],
    ],
    tone: 'sand',
  },
  {
    id: 'sten',
    name: 'Sten',
    kind: 'Hand grinder',
    category: 'Brewing',
    price: 8900,
    line: 'Even grounds, no socket needed',
    story:
      'Conical steel burrs on two bearings, in a body the size of a tall glass. Forty turns make a cup. The steps click, so that you find your grind again in the morning before you are awake.',
    details: [
      ['Holds', '24 g'],
      ['Made of', 'Steel, walnut'],
      ['Steps', '36, from moka to French press'],
      ['Care', 'Brush; the burrs come out without a tool'],
    ],
    tone: 'moss',
  },
  {
    id: 'vik',
    name: 'Vik',
    kind: 'Stoneware cup',
    category: 'Table',
    price: 1800,
    line: 'Thrown by hand, dipped in sea glaze',
    story:
      'Made by Karin, two streets from us. Each one is dipped by eye, so the waterline is never quite the same. Warm in both hands; the saucer is also a lid while it steeps.',
    details: [
      ['Holds', '240 ml'],
      ['Made of', 'Stoneware, lead-free glaze'],
      ['Comes with', 'A saucer'],
      ['Care', 'Dishwasher and microwave'],
    ],
    tone: 'clay',
  },
  {
    id: 'ang',
    name: 'Äng',
    kind: 'Linen tea towel',
    category: 'Table',
    price: 1600,
    line: 'Dries glasses without a trace',
    story:
      'Heavy half-bleached linen from a mill that has woven since 1888, with a row of meadow flowers along the hem. Stiff at first; after five washes you will not want another.',
    details: [
      ['Size', '50 by 70 cm'],
      ['Made of', 'Linen'],
      ['Comes with', 'A loop to hang it by'],
      ['Care', 'Wash at 60 °C, hang to dry'],
    ],
    tone: 'mist',
  },
]

export function findProduct(id: string): Product | undefined {
  return products.find(product => product.id === id)
}

const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: shop.currency })

/** "€13.50". */
export function price(cents: Cents): string {
  return money.format(cents / 100)
}
