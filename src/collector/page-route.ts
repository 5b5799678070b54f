import { complain } from '../protocol/complaint.ts'
import { type AllowedOrigins, crossOriginHeaders, isOriginAllowed, preflightHeaders } from './cross-origin.ts'
import { jsonResponse } from './page-response.ts'

/** A route for POSTs from any page allowed to send, of whatever origin. */
export async function fromPages(
  request: Request,
  allowedOrigins: AllowedOrigins,
  receive: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (!isOriginAllowed(request, allowedOrigins)) {
    const found = request.headers.get('origin')?.slice(0, 100) ?? null
    return jsonResponse(complain('origin', found, 'one of the origins that this collector allows'), 403)
  }
  if (request.method === 'OPTIONS')
    return new Response(null, { status: 204, headers: preflightHeaders(request) })
  const response = request.method === 'POST' ? await receive(request) : wrongMethod(request.method)
  for (const [name, value] of Object.entries(crossOriginHeaders(request))) response.headers.set(name, value)
  return response
}

function wrongMethod(method: string): Response {
  return jsonResponse(complain('method', method, 'POST'), 405, { allow: 'POST, OPTIONS' })
}
