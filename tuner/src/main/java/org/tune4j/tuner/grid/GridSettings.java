package org.tune4j.tuner.grid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * How a member takes part in a grid.
 *
 * @param cluster the grid's name; members of other names do not get in
 * @param bind the address it listens on and is known by: a name or number of this machine
 * @param port where it listens; 0: {@value #PORT}, or the next one that is free
 * @param join where members may be: {@code HOST}, {@code HOST:PORT}, or alone {@code
 *     kubernetes:SERVICE-DNS[:PORT]} or {@code kubernetes:NAMESPACE/SERVICE}; none: it waits to be
 *     joined
 * @param secret what its members know; {@code null} only on loopback, where then every process of
 *     this machine may join
 * @param frozenAfter how long a member that is connected may say nothing before the others go on
 *     without it, from 2 s; one whose process died is missed at once
 */
public record GridSettings(
    String cluster,
    String bind,
    int port,
    List<String> join,
    @Nullable Secret secret,
    Duration frozenAfter) {
  /** The first port that is tried, and where others are looked for unless they name one. */
  public static final int PORT = 5701;

  public static final String CLUSTER = "tune4j";
  public static final String LOOPBACK = "127.0.0.1";
  public static final Duration FROZEN_AFTER = Duration.ofSeconds(10);

  private static final String BIND = "--bind: ";
  private static final String JOIN = "--join: ";
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  /**
   * @throws InvalidInputException with everything that is wrong with them
   */
  public GridSettings {
    join = List.copyOf(join);
    Problems problems = new Problems();
    checkBind(bind, port, secret, problems);
    join.forEach(place -> JoinPlace.check(JOIN, place, problems));
    if (join.size() > 1 && join.stream().anyMatch(JoinPlace::isKubernetes)) {
      problems.add(null, JOIN + "kubernetes: stands alone (" + String.join(",", join) + ")");
    }
    if (frozenAfter.compareTo(SHORTEST) < 0) {
      problems.add(null, "grid: a member may be silent for 2 s or more (" + frozenAfter + ")");
    }
    problems.throwIfAny();
  }

  /** A grid of one member that nobody can join, because nobody knows its secret. */
  public static GridSettings embedded() {
    return new GridSettings(
        CLUSTER + "-" + UUID.randomUUID(), LOOPBACK, 0, List.of(), Secret.random(), FROZEN_AFTER);
  }

  /**
   * What the command line says.
   *
   * @param bind {@code HOST[:PORT]}; {@code null}: loopback, when nobody elsewhere is to be joined
   * @param join as {@link #join}; one text may hold several with commas between them
   * @throws InvalidInputException with everything that is wrong
   */
  public static GridSettings parse(
      @Nullable String bind, List<String> join, @Nullable Secret secret) {
    Problems problems = new Problems();
    HostPort at = bind == null ? new HostPort(LOOPBACK, 0) : HostPort.parse(BIND, bind, problems);
    problems.throwIfAny();
    List<String> places = new ArrayList<>();
    join.forEach(text -> places.addAll(List.of(text.strip().split("\\s*,\\s*"))));
    GridSettings settings =
        new GridSettings(CLUSTER, at.host(), at.port(), places, secret, FROZEN_AFTER);
    if (bind == null) {
      places.stream()
          .filter(GridSettings::isElsewhere)
          .findFirst()
          .ifPresent(place -> problems.add(bindIsNeeded(place)));
      problems.throwIfAny();
    }
    return settings;
  }

  /** Whether only processes of this machine can reach it. */
  public boolean isLoopback() {
    return address().isLoopbackAddress();
  }

  /** The places to join as a person reads them: {@code 10.0.0.5:5701,10.0.0.6:5701}. */
  public String joinText() {
    return join.stream()
        .map(text -> JoinPlace.of(text) instanceof JoinPlace.At at ? at.place().toString() : text)
        .collect(Collectors.joining(","));
  }

  /** The number of {@link #bind}. */
  InetAddress address() {
    InetAddress address = address(bind);
    if (address == null) {
      throw new IllegalStateException(BIND + bind + " is not known any more");
    }
    return address;
  }

  private static @Nullable InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static void checkBind(String bind, int port, @Nullable Secret secret, Problems problems) {
    if (port < 0 || port > HostPort.LAST) {
      problems.add(null, BIND + "the port must be from 1 to " + HostPort.LAST + " (" + port + ")");
    }
    InetAddress address = address(bind);
    if (address == null || !isOfThisMachine(address)) {
      problems.add(
          null,
          BIND + Problems.quote(bind) + " is no address of this machine",
          "use one of " + String.join(", ", addresses(any -> true)));
      return;
    }
    if (secret == null && !address.isLoopbackAddress()) {
      problems.add(
          null,
          BIND + new HostPort(bind, 0) + " is open to the network, so it needs a secret",
          "name a file with --secret-file, or set " + Secret.VARIABLE);
    }
  }

  /** Others would be told to reach this member at 127.0.0.1, and find themselves there. */
  private static Problem bindIsNeeded(String place) {
    List<String> open = addresses(address -> !address.isLoopbackAddress());
    return new Problem(
        BIND + "is needed when --join names another machine (" + place + ")",
        null,
        "use --bind ADDRESS-OF-THIS-MACHINE"
            + (open.isEmpty() ? "" : ", such as --bind " + open.get(0)));
  }

  /** Whether that is not on loopback; a name that nobody knows yet may become anything. */
  private static boolean isElsewhere(String place) {
    if (!(JoinPlace.of(place) instanceof JoinPlace.At at)) {
      return true; // pods
    }
    InetAddress address = address(at.place().host());
    return address != null && !address.isLoopbackAddress();
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> addresses(Predicate<InetAddress> which) {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .filter(which)
          .map(HostPort::number)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(LOOPBACK);
    }
  }
}
