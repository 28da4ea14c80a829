package org.tune4j.tuner.control;

import java.nio.charset.StandardCharsets;

/**
 * A response to a request with a right signature.
 *
 * @param status of HTTP
 * @param json its body
 */
record Answer(int status, String json) {
  static final int OK = 200;

  /** The request was not understood. */
  static final int MALFORMED = 400;

  /** The clocks differ by too much: {@link Call.OtherTime}. */
  static final int CLOCK = 401;

  /** There is no such call. */
  static final int UNKNOWN = 404;

  /** The request was meant for another start of the server: {@link Call.Hello}. */
  static final int ANOTHER_START = 409;

  static final int TOO_LARGE = 413;

  /** The user has something to change: {@link Call.Refusal}. */
  static final int REFUSED = 422;

  static final int FAILED = 500;
  static final int BUSY = 503;

  static Answer of(int status, Object message) {
    return new Answer(status, ControlJson.write(message));
  }

  byte[] body() {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
