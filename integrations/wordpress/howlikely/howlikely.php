<?php
/**
 * Plugin Name:       howlikely
 * Description:       Asks after an order how likely your customers are to recommend you, and sends the answers to your own collector.
 * Version:           0.1.0
 * Requires at least: 6.3
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       howlikely
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/settings.php';
require_once __DIR__ . '/includes/tag.php';

if ( is_admin() ) {
	require_once __DIR__ . '/includes/settings-page.php';
	add_action( 'admin_init', 'howlikely_register_settings' );
	add_action( 'admin_menu', 'howlikely_add_page' );
}

// Early in the head: what a shop reports about an order is heard whenever it comes, but Matomo and Segment are heard from above them only.
add_action( 'wp_head', 'howlikely_print_tag', 2 );
add_action( 'wp_enqueue_scripts', 'howlikely_enqueue_consent' );

// Tells the WP Consent API that this plugin asks it.
add_filter( 'wp_consent_api_registered_' . plugin_basename( __FILE__ ), '__return_true' );
