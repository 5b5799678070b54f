<?php
// Signatures for howlikely in PHP. Put it on your server: the secret must never reach a page.
//
// PHP 8.1 or newer.

declare(strict_types=1);

/**
 * Signs what a purpose is about; an absent field is the empty text.
 *
 *   sign($secret, 'main', 'respondent', ['u_1042'], $exp)                for identify
 *   sign($secret, 'main', 'ref', ['checkout', 'A-1042'], $exp)           for a trigger: its name and ref
 *   sign($secret, 'main', 'link', ['support', 'T-77', 'u_1042'], $exp)   for an e-mail: survey, ref, respondent
 *
 * $exp is when it ends, in Unix seconds.
 */
function sign(string $secret, string $site, string $purpose, array $fields, int $exp): string
{
    $all = [$site, $purpose, ...$fields];
    if (str_contains(implode('', $all), "\n")) {
        throw new InvalidArgumentException('A field holds a line break.');
    }
    $text = implode("\n", ['v1', ...$all, $exp]);
    $code = base64_encode(hash_hmac('sha256', $text, $secret, true));
    return "v1.$exp." . rtrim(strtr($code, '+/', '-_'), '=');
}

/** The eleven links of an e-mail, from 0 to 10. $page is any page of yours that has the tag. */
function survey_links(
    string $secret,
    string $site,
    string $page,
    string $survey,
    string $ref,
    string $respondent,
    int $exp,
): array {
    $given = array_filter([
        'howlikely' => $survey,
        'howlikely-ref' => $ref,
        'howlikely-respondent' => $respondent,
    ], fn (string $value): bool => $value !== '');
    $signature = sign($secret, $site, 'link', [$survey, $ref, $respondent], $exp);
    $link = fn (int $score): string => $page . (str_contains($page, '?') ? '&' : '?') . http_build_query([
        ...$given,
        'howlikely-score' => $score,
        'howlikely-signature' => $signature,
    ]);
    return array_map($link, range(0, 10));
}
