package io.ordersaga.messages;

/** What can be kept of a text that others wrote: PostgreSQL has no room for a NUL in one, and a message not for every length. */
public final class StorableText {

    private StorableText() {}

    /** Without NULs. */
    public static String of(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Without NULs, and at most so many characters of it. */
    public static String of(String text, int longest) {
        return of(beginning(text, longest));
    }

    /** At most so many characters of it, without half a one at its end, which has no place in a message. */
    public static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
