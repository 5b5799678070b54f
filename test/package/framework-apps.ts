import { svelte } from '@sveltejs/vite-plugin-svelte'
import vue from '@vitejs/plugin-vue'
import type { UserConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { filesOfApp } from '../docs/pages.ts'

/**
 * The same small shop in each framework: a heading, a button "Buy" that reports a purchase, a button "Leave" that removes
 * the app, and the score of the last answer.
 */
export interface FrameworkApp {
  name: string
  /** By the name under which each is installed, its folder in our `node_modules`. */
  packages: Readonly<Record<string, string>>
  files: Readonly<Record<string, string>>
  entry: string
  config: Pick<UserConfig, 'plugins' | 'define' | 'oxc'>
}

const options = `{
  endpoint: new URLSearchParams(location.search).get('endpoint'),
  automation: 'ask',
  delay: '0s',
}`

/** Both speak of elements and hooks alike. */
const hooksApp = (from: { library: string; hooks: string; wrapper: string; start: string }) => `
import { useEffect, useState } from '${from.hooks}'
import { HowlikelyProvider, useHowlikely } from '${from.wrapper}'
${from.library}

const options = ${options}

function Shop({ leave }) {
  const howlikely = useHowlikely()
  const [score, setScore] = useState(null)
  useEffect(() => howlikely.on('answered', answer => setScore(answer.score)), [howlikely])
  return (
    <main>
      <h1>A shop</h1>
      <button onClick={() => howlikely.trigger('checkout', { ref: 'A-1042' })}>Buy</button>
      <button onClick={leave}>Leave</button>
      {score === null ? null : <p>Answered {score}</p>}
    </main>
  )
}

function App() {
  const [isHere, setIsHere] = useState(true)
  if (!isHere) return <h1>Gone</h1>
  return (
    <HowlikelyProvider options={options}>
      <Shop leave={() => setIsHere(false)} />
    </HowlikelyProvider>
  )
}

${from.start}
`

const jsx = (importSource: string) =>
  ({ oxc: { jsx: { runtime: 'automatic', importSource, development: false } } }) as const

const react = {
  packages: { react: 'react', 'react-dom': 'react-dom', scheduler: 'scheduler' },
  files: {
    'app.jsx': hooksApp({
      library: "import { StrictMode } from 'react'\nimport { createRoot } from 'react-dom/client'",
      hooks: 'react',
      wrapper: 'howlikely/react',
      start: "createRoot(document.getElementById('app')).render(<StrictMode><App /></StrictMode>)",
    }),
  },
  entry: 'app.jsx',
}

/** The examples of docs/frameworks.md as they are, but with another endpoint, and set to ask driven browsers at once. */
export function exampleOf({ name, config, packages }: FrameworkApp): FrameworkApp {
  const files = Object.fromEntries(
    Object.entries(filesOfApp(name)).map(([file, code]) => [
      file,
      code
        .replace(
          "'https://answers.example/responses'",
          "new URLSearchParams(location.search).get('endpoint')",
        )
        .replace("company: 'Your Shop'", "automation: 'ask', delay: '0s'"),
    ]),
  )
  const entry = Object.keys(files).find(file => file.startsWith('main.')) ?? ''
  return { name: `the example of ${name}`, packages, files, entry, config }
}

export const frameworkApps: readonly FrameworkApp[] = [
  { ...react, name: 'React', config: jsx('react') },
  {
    ...react,
    name: 'React in development, whose StrictMode takes every component away once',
    config: { ...jsx('react'), define: { 'process.env.NODE_ENV': '"development"' } },
  },
  {
    name: 'Preact',
    packages: {},
    files: {
      'app.jsx': hooksApp({
        library: "import { render } from 'preact'",
        hooks: 'preact/hooks',
        wrapper: 'howlikely/preact',
        start: "render(<App />, document.getElementById('app'))",
      }),
    },
    entry: 'app.jsx',
    config: jsx('preact'),
  },
  {
    name: 'Vue',
    packages: {
      vue: 'vue',
      '@vue/runtime-dom': '@vue/runtime-dom',
      '@vue/runtime-core': '@vue/runtime-core',
      '@vue/reactivity': '@vue/reactivity',
      '@vue/shared': '@vue/shared',
    },
    files: {
      'Shop.vue': `
<script setup>
import { ref } from 'vue'
import { useHowlikely } from 'howlikely/vue'

const emit = defineEmits(['leave'])
const howlikely = useHowlikely()
const score = ref(null)
howlikely.on('answered', answer => (score.value = answer.score))
</script>

<template>
  <h1>A shop</h1>
  <button @click="howlikely.trigger('checkout', { ref: 'A-1042' })">Buy</button>
  <button @click="emit('leave')">Leave</button>
  <p v-if="score !== null">Answered {{ score }}</p>
</template>`,
      'app.js': `
import { createApp, h } from 'vue'
import { howlikelyPlugin } from 'howlikely/vue'
import Shop from './Shop.vue'

const root = document.getElementById('app')
const app = createApp({ render: () => h(Shop, { onLeave() { app.unmount(); root.innerHTML = '<h1>Gone</h1>' } }) })
app.use(howlikelyPlugin, ${options}).mount(root)`,
    },
    entry: 'app.js',
    config: { plugins: [vue()] },
  },
  {
    name: 'Svelte',
    packages: { svelte: 'svelte', 'esm-env': 'esm-env', clsx: 'clsx' },
    files: {
      'App.svelte': `
<script>
import { setHowlikely } from 'howlikely/svelte'
import Shop from './Shop.svelte'

const { leave } = $props()
setHowlikely(${options})
</script>

<Shop {leave} />`,
      'Shop.svelte': `
<script>
import { eventStore, triggerOnClick, useHowlikely } from 'howlikely/svelte'

const { leave } = $props()
const howlikely = useHowlikely()
const answered = eventStore(howlikely, 'answered')
</script>

<h1>A shop</h1>
<button use:triggerOnClick={{ howlikely, name: 'checkout', details: { ref: 'A-1042' } }}>Buy</button>
<button onclick={leave}>Leave</button>
{#if $answered}<p>Answered {$answered.score}</p>{/if}`,
      'app.js': `
import { mount, unmount } from 'svelte'
import App from './App.svelte'

const target = document.getElementById('app')
const app = mount(App, { target, props: { leave() { unmount(app); target.innerHTML = '<h1>Gone</h1>' } } })`,
    },
    entry: 'app.js',
    config: { plugins: svelte({ configFile: false, compilerOptions: { dev: false } }) },
  },
  {
    name: 'Solid',
    packages: { 'solid-js': 'solid-js' },
    files: {
      'app.jsx': `
import { createSignal, onCleanup, Show } from 'solid-js'
import { render } from 'solid-js/web'
import { HowlikelyProvider, useHowlikely } from 'howlikely/solid'

function Shop(props) {
  const howlikely = useHowlikely()
  const [score, setScore] = createSignal(null)
  onCleanup(howlikely.on('answered', answer => setScore(answer.score)))
  return (
    <main>
      <h1>A shop</h1>
      <button onClick={() => howlikely.trigger('checkout', { ref: 'A-1042' })}>Buy</button>
      <button onClick={props.leave}>Leave</button>
      <Show when={score() !== null}><p>Answered {score()}</p></Show>
    </main>
  )
}

function App() {
  const [isHere, setIsHere] = createSignal(true)
  return (
    <Show when={isHere()} fallback={<h1>Gone</h1>}>
      <HowlikelyProvider options={${options}}>
        <Shop leave={() => setIsHere(false)} />
      </HowlikelyProvider>
    </Show>
  )
}

render(() => <App />, document.getElementById('app'))`,
    },
    entry: 'app.jsx',
    config: { plugins: [solid()] },
  },
]
