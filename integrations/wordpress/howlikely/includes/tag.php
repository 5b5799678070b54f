<?php
/** The tag on every page, with the order's facts on the page that confirms one. It prints no script of its own. */

defined( 'ABSPATH' ) || exit;

/** Prints the options and the tag; nothing while no collector is set. */
function howlikely_print_tag() {
	$settings = howlikely_settings();
	if ( '' === $settings['collector'] ) {
		return;
	}
	$options = json_decode( $settings['options'] );
	if ( is_object( $options ) ) {
		// A block of data, which no policy for scripts forbids. "<" is written so that nothing can end the block.
		printf(
			'<script type="application/json" data-howlikely>%s</script>' . "\n",
			wp_json_encode( $options, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) // phpcs:ignore WordPress.Security.EscapeOutput
		);
	}
	$attributes = array(
		'src'           => esc_url( $settings['collector'] . '/howlikely.js' ),
		'async'         => true,
		'data-endpoint' => esc_url( $settings['collector'] . '/responses' ),
		'data-company'  => '' === $settings['company'] ? get_bloginfo( 'name' ) : $settings['company'],
		'data-site'     => $settings['site'],
		'data-consent'  => 'wp-consent-api' === $settings['consent'] ? 'required' : $settings['consent'],
	);
	// WordPress escapes each, and lets other plugins add a nonce.
	wp_print_script_tag( array_merge( $attributes, howlikely_order_attributes() ) );
}

/** The order that this page confirms, as the tag's attributes; none on another page, after a failed payment, or without the order's key. */
function howlikely_order_attributes() {
	if ( ! function_exists( 'is_order_received_page' ) || ! is_order_received_page() ) {
		return array();
	}
	$order = wc_get_order( absint( get_query_var( 'order-received' ) ) );
	// phpcs:ignore WordPress.Security.NonceVerification -- The order's own key stands in its place, as in WooCommerce itself.
	$key = isset( $_GET['key'] ) ? sanitize_text_field( wp_unslash( $_GET['key'] ) ) : '';
	if ( ! $order || ! $order->key_is_valid( $key ) || $order->has_status( 'failed' ) ) {
		return array();
	}
	return array(
		'data-trigger'  => 'checkout',
		// The number that the page shows, and that analytics get: heard twice, it is one order.
		'data-ref'      => (string) $order->get_order_number(),
		'data-value'    => (string) $order->get_total(),
		'data-currency' => $order->get_currency(),
	);
}

/** Where the visitor's consent comes from the WP Consent API, a small file hands it on. */
function howlikely_enqueue_consent() {
	$settings = howlikely_settings();
	if ( '' !== $settings['collector'] && 'wp-consent-api' === $settings['consent'] ) {
		wp_enqueue_script( 'howlikely-consent', plugins_url( 'assets/consent.js', __DIR__ ), array( 'wp-consent-api' ), '0.1.0', true );
	}
}
