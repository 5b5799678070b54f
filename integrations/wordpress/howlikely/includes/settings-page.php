<?php
/** The page under Settings. WordPress' own form checks the nonce and the right to change options. */

defined( 'ABSPATH' ) || exit;

function howlikely_register_settings() {
	register_setting(
		HOWLIKELY_OPTION,
		HOWLIKELY_OPTION,
		array(
			'type'              => 'array',
			'sanitize_callback' => 'howlikely_sanitize',
			'default'           => howlikely_defaults(),
		)
	);
}

function howlikely_add_page() {
	add_options_page( 'howlikely', 'howlikely', 'manage_options', 'howlikely', 'howlikely_show_page' );
}

function howlikely_show_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$settings = howlikely_settings();
	$consents = array(
		'not-needed'     => __( 'Not needed', 'howlikely' ),
		'wp-consent-api' => __( 'As the WP Consent API says (functional)', 'howlikely' ),
		'google'         => __( 'As Google’s Consent Mode says', 'howlikely' ),
		'tcf'            => __( 'As a TCF tool says', 'howlikely' ),
	);
	?>
	<div class="wrap">
		<h1>howlikely</h1>
		<form method="post" action="options.php">
			<?php settings_fields( HOWLIKELY_OPTION ); ?>
			<table class="form-table" role="presentation">
				<?php
				howlikely_show_field( 'collector', __( 'Collector’s address', 'howlikely' ), $settings, 'url', 'https://answers.example' );
				howlikely_show_field( 'company', __( 'Company, as the question names it', 'howlikely' ), $settings, 'text', get_bloginfo( 'name' ) );
				howlikely_show_field( 'site', __( 'Site’s name in the report', 'howlikely' ), $settings, 'text', 'main' );
				?>
				<tr>
					<th scope="row"><label for="howlikely-consent"><?php esc_html_e( 'Consent', 'howlikely' ); ?></label></th>
					<td>
						<select id="howlikely-consent" name="<?php echo esc_attr( HOWLIKELY_OPTION ); ?>[consent]">
							<?php foreach ( $consents as $value => $words ) : ?>
								<option value="<?php echo esc_attr( $value ); ?>" <?php selected( $settings['consent'], $value ); ?>><?php echo esc_html( $words ); ?></option>
							<?php endforeach; ?>
						</select>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="howlikely-options"><?php esc_html_e( 'More options, as JSON', 'howlikely' ); ?></label></th>
					<td><textarea id="howlikely-options" class="large-text code" rows="8" name="<?php echo esc_attr( HOWLIKELY_OPTION ); ?>[options]"><?php echo esc_textarea( $settings['options'] ); ?></textarea></td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}

function howlikely_show_field( $name, $words, $settings, $type, $placeholder ) {
	printf(
		'<tr><th scope="row"><label for="howlikely-%1$s">%2$s</label></th><td><input class="regular-text" id="howlikely-%1$s" name="%3$s[%1$s]" type="%4$s" value="%5$s" placeholder="%6$s"></td></tr>',
		esc_attr( $name ),
		esc_html( $words ),
		esc_attr( HOWLIKELY_OPTION ),
		esc_attr( $type ),
		esc_attr( $settings[ $name ] ),
		esc_attr( $placeholder )
	);
}
