// What libraries of 2008 did to the built-in prototypes; some shops still load one.
Array.prototype.each = function each(callback) {
  this.forEach(callback)
}
Array.prototype.first = function first() {
  return this[0]
}
// The infamous one: it makes JSON.stringify write every list as a text.
Array.prototype.toJSON = function toJSON() {
  return `[${this.map(value => JSON.stringify(value)).join(', ')}]`
}
Object.prototype.extend = function extend(other) {
  return Object.assign(this, other)
}
Function.prototype.delay = function delay(seconds) {
  return setTimeout(this, seconds * 1000)
}
String.prototype.toJSON = function toJSON() {
  return String(this)
}
