<?php
// A page of a WordPress reduced to what the plugin calls. The scene comes as JSON in the first argument:
// options, page ("other" or "order-received"), order, key, input (a settings form), show ("head", "settings", "sanitize").
$scene = json_decode( $argv[1], true );
define( 'ABSPATH', '/' );
$hooks  = array();
$errors = array();
$queued = array();

function add_action( $name, $call, $priority = 10 ) {
	$GLOBALS['hooks'][ $name ][ $priority ][] = $call;
}
function add_filter( $name, $call ) {
	add_action( $name, $call );
}
function do_hook( $name ) {
	$all = $GLOBALS['hooks'][ $name ] ?? array();
	ksort( $all );
	foreach ( array_merge( array(), ...array_values( $all ) ) as $call ) {
		$call();
	}
}
function is_admin() {
	return 'head' !== $GLOBALS['scene']['show'];
}
function plugin_basename( $file ) {
	return 'howlikely/' . basename( $file );
}
function plugins_url( $path, $file ) {
	return 'https://shop.example/wp-content/plugins/' . basename( dirname( $file ) ) . '/' . $path;
}
function get_option( $name, $otherwise ) {
	return $GLOBALS['scene']['options'] ?? $otherwise;
}
function get_bloginfo() {
	return 'Bean & "Leaf"';
}
function __( $words ) {
	return $words;
}
function esc_attr( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES, 'UTF-8', false );
}
function esc_html( $text ) {
	return esc_attr( $text );
}
function esc_html_e( $text ) {
	echo esc_html( $text );
}
function esc_textarea( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES, 'UTF-8' );
}
function esc_url_raw( $url, $schemes ) {
	$scheme = parse_url( $url, PHP_URL_SCHEME );
	return in_array( $scheme, $schemes, true ) && parse_url( $url, PHP_URL_HOST ) ? str_replace( array( '"', "'", '<', '>', ' ' ), '', $url ) : '';
}
function esc_url( $url ) {
	return esc_url_raw( $url, array( 'http', 'https' ) );
}
function untrailingslashit( $text ) {
	return rtrim( $text, '/' );
}
function sanitize_text_field( $text ) {
	return trim( strip_tags( $text ) );
}
function wp_unslash( $text ) {
	return stripslashes( $text );
}
function absint( $number ) {
	return abs( (int) $number );
}
function wp_json_encode( $value, $flags ) {
	return json_encode( $value, $flags );
}
function wp_print_script_tag( $attributes ) {
	echo '<script';
	foreach ( $attributes as $name => $value ) {
		echo true === $value ? ' ' . $name : ' ' . $name . '="' . esc_attr( $value ) . '"';
	}
	echo "></script>\n";
}
function wp_enqueue_script( $handle, $url, $needs ) {
	$GLOBALS['queued'][] = array( $handle, $url, $needs );
}
function add_settings_error( $setting, $code, $sentence ) {
	$GLOBALS['errors'][] = $sentence;
}
function register_setting( $group, $name, $rules ) {
	$GLOBALS['sanitize'] = $rules['sanitize_callback'];
}
function add_options_page( $title, $menu, $right, $slug, $call ) {
	$GLOBALS['options_page'] = array( $right, $call );
}
function current_user_can( $right ) {
	return 'manage_options' === $right && ( $GLOBALS['scene']['mayManage'] ?? true );
}
function settings_fields( $group ) {
	echo '<input type="hidden" name="option_page" value="' . esc_attr( $group ) . '"><input type="hidden" name="_wpnonce" value="n">';
}
function submit_button() {
	echo '<input type="submit">';
}
function selected( $one, $other ) {
	echo $one === $other ? 'selected' : '';
}

if ( isset( $scene['order'] ) ) {
	class WC_Order_Stand_In {
		private $facts;
		public function __construct( $facts ) {
			$this->facts = $facts;
		}
		public function key_is_valid( $key ) {
			return $this->facts['key'] === $key;
		}
		public function has_status( $status ) {
			return $this->facts['status'] === $status;
		}
		public function get_order_number() {
			return $this->facts['number'];
		}
		public function get_total() {
			return $this->facts['total'];
		}
		public function get_currency() {
			return $this->facts['currency'];
		}
	}
	function is_order_received_page() {
		return 'order-received' === $GLOBALS['scene']['page'];
	}
	function get_query_var() {
		return $GLOBALS['scene']['order']['id'];
	}
	function wc_get_order( $id ) {
		return $GLOBALS['scene']['order']['id'] === $id ? new WC_Order_Stand_In( $GLOBALS['scene']['order'] ) : false;
	}
	$_GET['key'] = addslashes( $scene['key'] ?? '' );
}

require __DIR__ . '/../../integrations/wordpress/howlikely/howlikely.php';

if ( 'head' === $scene['show'] ) {
	do_hook( 'wp_enqueue_scripts' );
	ob_start();
	do_hook( 'wp_head' );
	echo json_encode( array( 'html' => ob_get_clean(), 'queued' => $queued ) );
	return;
}
do_hook( 'admin_init' );
do_hook( 'admin_menu' );
ob_start();
$options_page[1]();
$html = ob_get_clean();
echo json_encode( array( 'html' => $html, 'kept' => $sanitize( $scene['input'] ?? array() ), 'errors' => $errors ) );
