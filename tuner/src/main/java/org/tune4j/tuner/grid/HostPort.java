package org.tune4j.tuner.grid;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tune4j.yaml.Problems;

/**
 * {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}.
 *
 * @param port 0 when none is named
 */
record HostPort(String host, int port) {
  static final int LAST = 65_535;

  private static final Pattern FORM =
      Pattern.compile(
          "(\\[(?<six>[0-9A-Fa-f:.%]+)]|(?<host>[A-Za-z0-9._-]+))(:(?<port>[0-9]{1,5}))?");
  private static final Pattern BARE_IPV6 =
      Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*");

  /** What it says; when that is nothing, a problem and some value to go on with. */
  static HostPort parse(String option, String text, Problems problems) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      problems.add(
          null,
          option + "must be HOST or HOST:PORT (" + Problems.show(text) + ")",
          BARE_IPV6.matcher(text).matches() ? "write [" + text + "]" : null);
      return new HostPort(GridSettings.LOOPBACK, 0);
    }
    int port = matcher.group("port") == null ? 0 : Integer.parseInt(matcher.group("port"));
    if (matcher.group("port") != null && (port < 1 || port > LAST)) {
      problems.add(null, option + "the port must be from 1 to " + LAST + " (" + text + ")");
      port = 0;
    }
    String six = matcher.group("six");
    return new HostPort(six == null ? matcher.group("host") : six, port);
  }

  /** An address as it is typed here. */
  static String number(InetAddress address) {
    String number = address.getHostAddress().replaceFirst("%.*", "");
    return address instanceof Inet6Address ? "[" + number + "]" : number;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + (port == 0 ? "" : ":" + port);
  }
}
