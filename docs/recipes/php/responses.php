<?php
// An endpoint for howlikely in PHP: keeps each response once, in one SQLite file.
//
// To try it:  DATABASE=responses.sqlite ALLOWED_ORIGINS=https://shop.example php -S 127.0.0.1:3000 responses.php
// For good:   put it where your server runs PHP.
//
// PHP 8.1 or newer, with pdo_sqlite.

declare(strict_types=1);

// Where your server shows it to nobody. PHP must be allowed to write into that folder.
$file = getenv('DATABASE') ?: '/var/lib/howlikely/responses.sqlite';
$allowedOrigins = explode(',', getenv('ALLOWED_ORIGINS') ?: '');

const LONGEST = 32 * 1024;
const UUID = '/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\z/';
const STATES = ['asked', 'scored', 'answered', 'dismissed'];
const TABLE = 'create table if not exists response (
  id text primary key, revision integer not null, state text not null, record text not null)';
// A higher revision replaces a lower one, and nothing replaces an answer.
const KEEP = "insert into response (id, revision, state, record) values (?, ?, ?, ?)
  on conflict (id) do update set revision = excluded.revision, state = excluded.state, record = excluded.record
  where excluded.revision > response.revision and response.state <> 'answered'";

allowOrigin($_SERVER['HTTP_ORIGIN'] ?? null, $allowedOrigins);
if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS') {
    header('Access-Control-Allow-Methods: POST');
    header('Access-Control-Allow-Headers: content-type');
    header('Access-Control-Max-Age: 7200');
    answer(204);
}
if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    header('Allow: POST, OPTIONS');
    answer(405, 'POST it.');
}

$text = message();
try {
    $record = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
} catch (JsonException) {
    answer(400, 'This is not JSON.');
}
if (!isResponse($record)) {
    answer(422, 'This is no response of howlikely.');
}
try {
    // Every commit is synced to the disk: that is SQLite's default.
    $database = new PDO("sqlite:$file", null, null, [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_TIMEOUT => 2,
    ]);
    $database->exec(TABLE);
    $database->prepare(KEEP)->execute([$record['id'], $record['revision'], $record['state'], $text]);
} catch (PDOException $error) {
    error_log($error->getMessage());
    header('Retry-After: 30');
    answer(503, 'Nothing can be stored now.');
}
answer(204);

function answer(int $status, string $sentence = ''): never
{
    http_response_code($status);
    if ($sentence !== '') {
        header('Content-Type: text/plain; charset=utf-8');
        echo $sentence, "\n";
    }
    exit;
}

function allowOrigin(?string $origin, array $allowedOrigins): void
{
    header('Vary: Origin');
    if ($origin === null) {
        return;
    }
    // Pages of this very host send an origin, too.
    $isOurs = preg_replace('~^https?://~', '', $origin) === ($_SERVER['HTTP_HOST'] ?? null);
    if (!$isOurs && !in_array($origin, $allowedOrigins, true)) {
        answer(403, 'This origin may not send.');
    }
    header("Access-Control-Allow-Origin: $origin");
    header('Access-Control-Expose-Headers: Retry-After');
}

/** The JSON text in the request. */
function message(): string
{
    $type = strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '')[0]));
    $text = match ($type) {
        'application/json', 'text/plain' => file_get_contents('php://input', false, null, 0, LONGEST + 1),
        'application/x-www-form-urlencoded' => $_POST['response'] ?? null,
        default => answer(415, 'Send JSON, as application/json, text/plain or a form.'),
    };
    if (!is_string($text)) {
        answer(400, 'Nothing came, or no field "response".');
    }
    if (strlen($text) > LONGEST) {
        answer(413, 'This is too long.');
    }
    return $text;
}

function isResponse(mixed $record): bool
{
    if (!is_array($record)) {
        return false;
    }
    $score = $record['score'] ?? null;
    return is_string($record['id'] ?? null)
        && preg_match(UUID, $record['id']) === 1
        && is_int($record['revision'] ?? null)
        && $record['revision'] > 0
        && in_array($record['state'] ?? null, STATES, true)
        && array_key_exists('score', $record)
        && ($score === null || (is_int($score) && $score >= 0 && $score <= 10));
}
