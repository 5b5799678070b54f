/** The programs that drive WebKit here; undefined if one is missing. */
export function webKitPrograms(): { driver: string; browser: string; screen: string } | undefined
