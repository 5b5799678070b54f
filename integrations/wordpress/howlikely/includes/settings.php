<?php
/** What the settings are, what they are without anybody's doing, and what of an input is taken. */

defined( 'ABSPATH' ) || exit;

const HOWLIKELY_OPTION = 'howlikely';

/** Every setting with its default. */
function howlikely_defaults() {
	return array(
		'collector' => '',
		'company'   => '',
		'site'      => 'main',
		'consent'   => 'not-needed',
		'options'   => '',
	);
}

/** The settings as they are kept, whole. */
function howlikely_settings() {
	$kept = get_option( HOWLIKELY_OPTION, array() );
	return array_merge( howlikely_defaults(), array_intersect_key( is_array( $kept ) ? $kept : array(), howlikely_defaults() ) );
}

/**
 * What of a form is kept. What is wrong stays as it was, and is told.
 *
 * @param mixed $input What the form sent.
 */
function howlikely_sanitize( $input ) {
	$kept  = howlikely_settings();
	$input = is_array( $input ) ? array_map( 'strval', array_filter( $input, 'is_scalar' ) ) : array();

	if ( isset( $input['collector'] ) ) {
		$address = untrailingslashit( esc_url_raw( trim( $input['collector'] ), array( 'https', 'http' ) ) );
		if ( '' === trim( $input['collector'] ) || '' !== $address ) {
			$kept['collector'] = $address;
		} else {
			howlikely_complain( 'collector', __( 'The collector’s address must be one such as https://answers.example. It was left as it was.', 'howlikely' ) );
		}
	}
	if ( isset( $input['company'] ) ) {
		$kept['company'] = sanitize_text_field( $input['company'] );
	}
	if ( isset( $input['site'] ) ) {
		if ( preg_match( '/^[\w-]{1,32}$/', $input['site'] ) ) {
			$kept['site'] = $input['site'];
		} else {
			howlikely_complain( 'site', __( 'The site’s name must be 1 to 32 letters, digits, "_" or "-". It was left as it was.', 'howlikely' ) );
		}
	}
	if ( isset( $input['consent'] ) && in_array( $input['consent'], array( 'not-needed', 'wp-consent-api', 'google', 'tcf' ), true ) ) {
		$kept['consent'] = $input['consent'];
	}
	if ( isset( $input['options'] ) ) {
		$options = trim( $input['options'] );
		if ( '' === $options || is_object( json_decode( $options ) ) ) {
			$kept['options'] = $options;
		} else {
			howlikely_complain( 'options', __( 'The options must be JSON in braces, such as {"delay": "5s"}. They were left as they were.', 'howlikely' ) );
		}
	}
	return $kept;
}

function howlikely_complain( $setting, $sentence ) {
	add_settings_error( HOWLIKELY_OPTION, 'howlikely-' . $setting, $sentence );
}
