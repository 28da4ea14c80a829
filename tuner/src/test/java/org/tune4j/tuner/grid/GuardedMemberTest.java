package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.server.tcp.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real members on loopback, and real strangers. */
@Timeout(120)
class GuardedMemberTest {
  private static final Secret RIGHT = Secret.of("a secret of sixteen or more", "test");
  private static final Secret WRONG = Secret.of("another secret of that length", "test");

  private final List<HazelcastInstance> members = new ArrayList<>();

  @AfterEach
  void stop() {
    members.forEach(member -> member.getLifecycleService().terminate());
  }

  @Test
  void membersThatKnowTheSecretFindEachOther() {
    HazelcastInstance first = start(RIGHT);
    HazelcastInstance second = start(RIGHT, place(first));

    assertThat(first.getCluster().getMembers()).hasSize(2);
    first.getMap("any").set("key", "value");
    assertThat(second.getMap("any").get("key")).isEqualTo("value");
  }

  @Test
  void aMemberSaysWhatItOffers() {
    HazelcastInstance first = start(RIGHT);
    start(RIGHT, place(first));

    assertThat(first.getCluster().getMembers())
        .allMatch(member -> "8".equals(member.getAttribute("tune.cpu")));
  }

  @Test
  void aMemberWithAnotherSecretStaysOut() {
    HazelcastInstance first = start(RIGHT);
    HazelcastInstance second = start(WRONG, place(first));

    assertThat(second.getCluster().getMembers()).hasSize(1);
    assertThat(first.getCluster().getMembers()).hasSize(1);
  }

  @Test
  void aMemberWithNoSecretStaysOut() {
    HazelcastInstance first = start(RIGHT);
    HazelcastInstance second = start(null, place(first));

    assertThat(second.getCluster().getMembers()).hasSize(1);
    assertThat(first.getCluster().getMembers()).hasSize(1);
  }

  @Test
  void membersOfThisMachineNeedNoSecret() {
    HazelcastInstance first = start(null);
    start(null, place(first));

    assertThat(first.getCluster().getMembers()).hasSize(2);
  }

  @Test
  void membersMayUseIpv6() {
    HazelcastInstance first = startAt("::1", 0, RIGHT);
    startAt("::1", 0, RIGHT, "[::1]:" + port(first));

    assertThat(first.getCluster().getMembers()).hasSize(2);
  }

  /** The machine's own name server stands for that of a Kubernetes cluster. */
  @Test
  void membersFindEachOtherByAServiceOfKubernetes() throws Exception {
    int port = freePort();
    String service = "kubernetes:localhost:" + port;
    HazelcastInstance first = startAt("127.0.0.1", port, RIGHT, service);
    start(RIGHT, service);

    assertThat(first.getCluster().getMembers()).hasSize(2);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void hazelcastsOwnClientsStayOut() {
    HazelcastInstance member = start(RIGHT);
    ClientConfig client = new ClientConfig();
    client.setClusterName(GridSettings.CLUSTER);
    client.setProperty("hazelcast.logging.type", "slf4j");
    client.setProperty("hazelcast.phone.home.enabled", "false");
    client.getNetworkConfig().addAddress(place(member));
    client
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setClusterConnectTimeoutMillis(2000);

    assertThatThrownBy(() -> HazelcastClient.newHazelcastClient(client))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Unable to connect");
    assertThat(member.getClientService().getConnectedClients()).isEmpty();
  }

  @Test
  void thoseWhoConnectAndSayNothingKeepNobodyOut() throws Exception {
    HazelcastInstance first = start(RIGHT);
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * Gate.HALF_OPEN; i++) {
        silent.add(connect(first));
      }
      start(RIGHT, place(first));
      assertThat(first.getCluster().getMembers()).hasSize(2);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void strangersLeaveNothingBehind() throws Exception {
    HazelcastInstance member = start(RIGHT);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[1 + random.nextInt(2000)];
      random.nextBytes(bytes);
      try (Socket socket = connect(member)) {
        socket.getOutputStream().write("HZC".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        // It was refused in the middle.
      }
    }
    waitFor(
        () -> {
          connect(member).close(); // takes out those that have been closed before it
          return channels(member) <= 2;
        });
    assertThat(channels(member)).isLessThanOrEqualTo(2);
    start(RIGHT, place(member));
    assertThat(member.getCluster().getMembers()).hasSize(2);
  }

  private HazelcastInstance start(@Nullable Secret secret, String... join) {
    return startAt(GridSettings.LOOPBACK, 0, secret, join);
  }

  private HazelcastInstance startAt(
      String bind, int port, @Nullable Secret secret, String... join) {
    GridSettings settings =
        new GridSettings(
            GridSettings.CLUSTER, bind, port, List.of(join), secret, Duration.ofSeconds(10));
    HazelcastInstance member =
        GuardedMember.start(GridConfig.of(settings, Map.of("tune.cpu", "8")));
    members.add(member);
    return member;
  }

  private static String place(HazelcastInstance member) {
    return GridSettings.LOOPBACK + ":" + port(member);
  }

  private static int port(HazelcastInstance member) {
    return member.getCluster().getLocalMember().getAddress().getPort();
  }

  private static int channels(HazelcastInstance member) {
    Node node = ((HazelcastInstanceProxy) member).getOriginal().node;
    TcpServer server = (TcpServer) node.getServer();
    return GuardedMember.channels(server.getConnectionManager(EndpointQualifier.MEMBER)).size();
  }

  private static Socket connect(HazelcastInstance member) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port(member));
  }

  private static void waitFor(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
  }
}
