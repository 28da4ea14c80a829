package org.tune4j.tuner.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of hosts on this machine: a namespace each, and one more as the switch between them,
 * where a host can be unplugged. Needs Linux, root and {@code ip}; without them all hosts are this
 * one, and nothing can be unplugged.
 */
final class Network implements AutoCloseable {
  private final String prefix = "t4j" + ProcessHandle.current().pid() % 10_000;
  private final int hosts;
  private final boolean real;

  private Network(int hosts, boolean real) {
    this.hosts = hosts;
    this.real = real;
  }

  /** Hosts 0 to {@code hosts} - 1. */
  static Network of(int hosts) throws IOException, InterruptedException {
    Network network = new Network(hosts, isPossible());
    if (network.real) {
      network.build();
    }
    return network;
  }

  private static boolean isPossible() throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of("/usr/sbin/ip")) && !Files.isExecutable(Path.of("/sbin/ip"))) {
      return false;
    }
    String probe = "t4jprobe" + ProcessHandle.current().pid() % 10_000;
    return run("netns", "add", probe) == 0 && run("netns", "del", probe) == 0;
  }

  /** Whether hosts can be unplugged. */
  boolean isReal() {
    return real;
  }

  String address(int host) {
    return real ? "10.77.0." + (10 + host) : "127.0.0.1";
  }

  int port(int host) {
    return real ? 5701 : 5801 + host;
  }

  /** A command line that runs there. */
  List<String> on(int host, List<String> command) {
    if (!real) {
      return command;
    }
    List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
    there.addAll(command);
    return there;
  }

  void unplug(int host) throws IOException, InterruptedException {
    run("-n", hub(), "link", "set", "p" + host, "down");
  }

  void plug(int host) throws IOException, InterruptedException {
    run("-n", hub(), "link", "set", "p" + host, "up");
  }

  private void build() throws IOException, InterruptedException {
    must("netns", "add", hub());
    must("-n", hub(), "link", "add", "br0", "type", "bridge");
    must("-n", hub(), "link", "set", "br0", "up");
    for (int host = 0; host < hosts; host++) {
      must("netns", "add", name(host));
      must(
          "-n",
          hub(),
          "link",
          "add",
          "p" + host,
          "type",
          "veth",
          "peer",
          "name",
          "eth0",
          "netns",
          name(host));
      must("-n", hub(), "link", "set", "p" + host, "master", "br0");
      must("-n", hub(), "link", "set", "p" + host, "up");
      must("-n", name(host), "addr", "add", address(host) + "/24", "dev", "eth0");
      must("-n", name(host), "link", "set", "eth0", "up");
      must("-n", name(host), "link", "set", "lo", "up");
    }
  }

  private String hub() {
    return prefix + "hub";
  }

  private String name(int host) {
    return prefix + "h" + host;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (real) {
      for (int host = 0; host < hosts; host++) {
        run("netns", "del", name(host));
      }
      run("netns", "del", hub());
    }
  }

  private static void must(String... arguments) throws IOException, InterruptedException {
    if (run(arguments) != 0) {
      throw new IOException("ip " + String.join(" ", arguments) + " failed");
    }
  }

  private static int run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      System.err.println(String.join(" ", command) + ": " + said.strip());
    }
    return code;
  }
}
