package org.tune4j.runner;

/** Where text in UTF-8 may be cut. */
public final class Utf8 {
  private Utf8() {}

  /** How many of the bytes come before a character that is cut off at the end. */
  public static int wholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int at = bytes.length - back;
      int lead = bytes[at] & 0xff;
      if (lead >= 0xc0) {
        int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        return needed > back ? at : bytes.length;
      }
      if (lead < 0x80) {
        break;
      }
    }
    return bytes.length;
  }
}
