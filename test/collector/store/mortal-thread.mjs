// A database's thread that dies when it is told to, as for want of memory.
import { BroadcastChannel, workerData } from 'node:worker_threads'
import '../../../dist/collector/sqlite-thread.js'

const channel = new BroadcastChannel(workerData.file + workerData.mode)
channel.onmessage = () => {
  throw new Error('no memory is left')
}
// It keeps no thread from ending that was closed.
channel.unref()
