import { parseSync } from 'rolldown/utils'

/** A member of something that the package exports. */
export interface ApiMember {
  /** With its parents: `outbox[].tries`; a method with its parameters. */
  name: string
  /** As written; null for a method, whose name says it. */
  type: string | null
  isOptional: boolean
  comment: string
}

/** Something that the package exports, or a type that such an export refers to. */
export interface ApiItem {
  name: string
  kind: 'function' | 'interface' | 'type'
  /** A function's parameters and result, or a type that has no members. */
  signature: string
  comment: string
  members: ApiMember[]
}

interface Node {
  type: string
  start: number
  end: number
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value
const child = (node: Node, name: string): Node | null => {
  const value = (node as Node & Record<string, unknown>)[name]
  return isNode(value) ? value : null
}
const children = (node: Node, name: string): Node[] => {
  const value = (node as Node & Record<string, unknown>)[name]
  return Array.isArray(value) ? value.filter(isNode) : []
}
const isTrue = (node: Node, name: string) => (node as Node & Record<string, unknown>)[name] === true

/** The text of a comment, without its asterisks. */
const wordsOf = (comment: string) =>
  comment
    .replace(/^\*/, '')
    .split('\n')
    .map(line => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim()

/** Reads what a file of types declares, in the file's order. */
export function readApi(code: string): ApiItem[] {
  const { program, comments } = parseSync('types.d.ts', code)
  const textOf = (node: Node) => code.slice(node.start, node.end).replace(/\s+/g, ' ')
  const commentBefore = (at: number) => {
    const last = comments.findLast(({ end }) => end <= at)
    const isRight =
      last && /^\s*(export |declare )*$/.test(code.slice(last.end, at)) && last.value.startsWith('*')
    return isRight ? wordsOf(last.value) : ''
  }

  function membersOf(body: readonly Node[], path: string): ApiMember[] {
    return body.flatMap(node => {
      const key = child(node, 'key')
      const isMethod = node.type === 'TSMethodSignature'
      // The parameter names an index signature: `[property: string]: …`.
      const name = key ? textOf(key) : `[${textOf(children(node, 'parameters')[0] ?? node)}]`
      const type = child(node, 'typeAnnotation')
      const written = type ? textOf(type).replace(/^: /, '') : ''
      const own: ApiMember = {
        name: path + (isMethod ? textOf(node).replace(/;$/, '') : name),
        type: isMethod ? null : written,
        isOptional: isTrue(node, 'optional') && !isMethod,
        comment: commentBefore(node.start),
      }
      const [inner, suffix] = type && !isMethod ? literalIn(child(type, 'typeAnnotation')) : [null, '']
      return inner
        ? [
            { ...own, type: suffix === '[].' ? 'list of objects' : 'object' },
            ...membersOf(children(inner, 'members'), `${path}${name}${suffix}`),
          ]
        : [own]
    })
  }

  /** The object type that a type is, or is a list of; and the suffix by which its members are reached. */
  function literalIn(node: Node | null): [Node | null, string] {
    if (node?.type === 'TSTypeLiteral') return [node, '.']
    const element = node?.type === 'TSArrayType' ? child(node, 'elementType') : null
    return element?.type === 'TSTypeLiteral' ? [element, '[].'] : [null, '']
  }

  /** All object types in a union or an intersection; an object type itself. */
  const literalsOf = (node: Node | null): Node[] =>
    node === null ? [] : node.type === 'TSTypeLiteral' ? [node] : children(node, 'types').flatMap(literalsOf)

  return program.body.flatMap((statement: Node): ApiItem[] => {
    const node = child(statement, 'declaration') ?? statement
    const id = child(node, 'id')
    if (!id) return []
    const item = { name: textOf(id), comment: commentBefore(node.start) || commentBefore(statement.start) }
    if (node.type === 'TSInterfaceDeclaration') {
      const body = child(node, 'body')
      const from = children(node, 'extends').map(textOf)
      return [
        {
          ...item,
          kind: 'interface',
          signature: from.length > 0 ? `extends ${from.join(', ')}` : '',
          members: membersOf(body ? children(body, 'body') : [], ''),
        },
      ]
    }
    if (node.type === 'TSTypeAliasDeclaration') {
      const type = child(node, 'typeAnnotation')
      const literals = literalsOf(type)
      const members = literals.flatMap(literal => membersOf(children(literal, 'members'), ''))
      return [{ ...item, kind: 'type', signature: type ? textOf(type) : '', members }]
    }
    if (/Function$/.test(node.type) || node.type === 'FunctionDeclaration')
      return [
        {
          ...item,
          kind: 'function',
          signature: textOf(node)
            .replace(/^(export |declare |function )+/, '')
            .replace(/;$/, ''),
          members: [],
        },
      ]
    return []
  })
}
