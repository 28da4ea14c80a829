package org.tune4j.tuner.control;

import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Where a server takes calls.
 *
 * @param host a name or an address; one of IPv6 without brackets
 * @param port from 1 to 65535
 */
public record ControlAddress(String host, int port) {

  /**
   * Reads {@code host:port} or {@code [::1]:port}.
   *
   * @param what is to be said in front of a problem, such as {@code --server}
   * @throws InvalidInputException when it is neither
   */
  public static ControlAddress parse(String what, String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    String bare = host.matches("\\[.*]") ? host.substring(1, host.length() - 1) : host;
    String port = text.substring(colon + 1);
    boolean isHost = bare.matches("[A-Za-z0-9._-]+|[0-9A-Fa-f:.%a-z]*:[0-9A-Fa-f:.%a-z]*");
    boolean bracketed = bare.indexOf(':') < 0 || !bare.equals(host);
    if (!isHost || !bracketed || !port.matches("[1-9][0-9]{0,4}") || number(port) > 65535) {
      throw new InvalidInputException(
          new Problem(
              what + ": must be HOST:PORT (" + Problems.show(text) + ")",
              null,
              "write it like 10.0.0.5:5800"));
    }
    return new ControlAddress(bare, number(port));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** As it stands in a URL: {@code 10.0.0.5:5800}, {@code [::1]:5800}. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
