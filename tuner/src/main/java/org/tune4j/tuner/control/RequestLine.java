package org.tune4j.tuner.control;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is signed of a request.
 *
 * @param method of HTTP
 * @param target path and query
 * @param to the id of the server's start, so that no other server, and not the same after a
 *     restart, takes what was meant for this one; empty to ask for it
 * @param time milliseconds since 1970, in decimal digits
 * @param nonce 32 random hexadecimal digits
 * @param bodySha256 64 hexadecimal digits
 */
record RequestLine(
    String method, String target, String to, String time, String nonce, String bodySha256) {
  static final String SIGNATURE = "Tune-Signature";

  private static final String TO = "Tune-To";
  private static final String TIME = "Tune-Time";
  private static final String NONCE = "Tune-Nonce";
  private static final String BODY = "Tune-Body-Sha256";

  /**
   * From what came over the network; {@code null} when a header is missing, double or malformed.
   */
  static @Nullable RequestLine of(String method, String target, Headers headers) {
    String to = one(headers, TO, "[0-9a-f]{0,32}");
    String time = one(headers, TIME, "[0-9]{1,15}");
    String nonce = one(headers, NONCE, "[0-9a-f]{32}");
    String body = one(headers, BODY, "[0-9a-f]{64}");
    return to == null || time == null || nonce == null || body == null
        ? null
        : new RequestLine(method, target, to, time, nonce, body);
  }

  /** The signature that came with it; empty when none did. */
  static String signature(Headers headers) {
    String signature = one(headers, SIGNATURE, "[0-9a-f]{64}");
    return signature == null ? "" : signature;
  }

  void headers(BiConsumer<String, String> to) {
    to.accept(TO, this.to);
    to.accept(TIME, time);
    to.accept(NONCE, nonce);
    to.accept(BODY, bodySha256);
  }

  long timeMillis() {
    return Long.parseLong(time);
  }

  private static @Nullable String one(Headers headers, String name, String pattern) {
    List<String> values = headers.get(name);
    return values != null && values.size() == 1 && values.get(0).matches(pattern)
        ? values.get(0)
        : null;
  }
}
