package org.tune4j.tuner.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.config.TopicConfig;
import java.util.Map;

/**
 * How Hazelcast is set up: loopback unless told otherwise, no multicast, nothing sent home, no Java
 * deserialization but of Hazelcast's own errors.
 */
final class GridConfig {
  static final String CHECKPOINTS = "tune.checkpoints";

  /** What a member is called by drivers. */
  static final String MEMBER = "tune.member";

  static final String VERSION = "tune.version";

  /** Known to every tune4j: keeps out what is none. */
  private static final Secret ANYBODY_HERE = Secret.of("tune4j on this machine", "");

  private static final String IO_EXECUTOR = "hz:io";

  private GridConfig() {}

  /**
   * A member that takes part as the settings say; {@link GuardedMember#start} takes it.
   *
   * @param attributes what the others shall know of it
   */
  static Config of(GridSettings settings, Map<String, String> attributes) {
    Config config = basics(settings.cluster());
    attributes.forEach(config.getMemberAttributeConfig()::setAttribute);
    if (settings.join().isEmpty()) {
      config.getMemberAttributeConfig().setAttribute(HomingJoiner.STAYS, "true");
    }
    listenAt(settings, config.getNetworkConfig());
    config.setProperty(
        "hazelcast.prefer.ipv4.stack",
        String.valueOf(settings.address() instanceof java.net.Inet4Address));
    join(settings, config.getNetworkConfig().getJoin());
    noticeTheDead(settings, config);
    guard(settings, config);
    return config;
  }

  private static Config basics(String cluster) {
    Config config = new Config();
    config.setClusterName(cluster);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.health.monitoring.level", "OFF");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.partition.count", "67");
    config.setProperty("hazelcast.operation.thread.count", "2");
    config.setProperty("hazelcast.operation.generic.thread.count", "2");
    config.setProperty("hazelcast.io.thread.count", "1");
    config.setProperty("hazelcast.event.thread.count", "1");
    config.getMetricsConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    config.getSerializationConfig().setJavaSerializationFilterConfig(JavaClasses.filter());
    config.addTopicConfig(new TopicConfig("tune.*").setStatisticsEnabled(false));
    // Nobody waits for the backup: after a member has come back under its address, its answers may
    // fail to come for a minute, and each piece would take 5 s. What is lost is put again.
    config.addMapConfig(
        new MapConfig(CHECKPOINTS)
            .setBackupCount(0)
            .setAsyncBackupCount(1)
            .setStatisticsEnabled(false));
    return config;
  }

  private static void nextFreePort(NetworkConfig network) {
    network.setPort(GridSettings.PORT).setPortAutoIncrement(true).setPortCount(1_000);
  }

  private static void findNobody(JoinConfig join) {
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(false);
  }

  private static void listenAt(GridSettings settings, NetworkConfig network) {
    String address = settings.address().getHostAddress();
    network.getInterfaces().setEnabled(true).addInterface(address);
    network.setPublicAddress(address);
    if (settings.port() == 0) {
      nextFreePort(network);
    } else {
      network.setPort(settings.port()).setPortAutoIncrement(false);
    }
  }

  private static void join(GridSettings settings, JoinConfig join) {
    findNobody(join);
    // Also without addresses: Hazelcast refuses a member that is set up to join in another way.
    join.getTcpIpConfig().setEnabled(settings.join().stream().noneMatch(JoinPlace::isKubernetes));
    for (String text : settings.join()) {
      switch (JoinPlace.of(text)) {
        case JoinPlace.At at -> join.getTcpIpConfig().addMember(at.place().toString());
        case JoinPlace.ServiceDns service ->
            join.getKubernetesConfig()
                .setEnabled(true)
                .setProperty("service-dns", service.name())
                .setProperty("service-port", String.valueOf(service.port()));
        case JoinPlace.Service service ->
            join.getKubernetesConfig()
                .setEnabled(true)
                .setProperty("namespace", service.namespace())
                .setProperty("service-name", service.name());
      }
    }
  }

  /**
   * A process that dies closes its connections, and after three vain attempts to connect again it
   * is out: about a second. One that is frozen, or behind a cable that was pulled, is out when no
   * heartbeat came for a while. Two halves of a grid look for each other every few seconds.
   */
  private static void noticeTheDead(GridSettings settings, Config config) {
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty(
        "hazelcast.max.no.heartbeat.seconds", String.valueOf(settings.frozenAfter().toSeconds()));
    config.setProperty("hazelcast.socket.connect.timeout.seconds", "3");
    config.setProperty("hazelcast.connection.monitor.interval", "200");
    config.setProperty("hazelcast.member.list.publish.interval.seconds", "5");
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    config.setProperty("hazelcast.max.join.seconds", "60");
    config.setProperty("hazelcast.operation.call.timeout.millis", "20000");
    config.setProperty("hazelcast.operation.backup.timeout.millis", "5000");
    config.setProperty("hazelcast.partition.migration.timeout", "20");
    config.setProperty("hazelcast.graceful.shutdown.max.wait", "10");
  }

  private static void guard(GridSettings settings, Config config) {
    config
        .getNetworkConfig()
        .setSocketInterceptorConfig(
            new SocketInterceptorConfig()
                .setEnabled(true)
                .setImplementation(new Gate(secret(settings))));
    // Handshakes run here, and so does each attempt to connect.
    config.addExecutorConfig(new ExecutorConfig(IO_EXECUTOR, Gate.HALF_OPEN + 16));
  }

  /** What its members show each other that they know. */
  static Secret secret(GridSettings settings) {
    Secret secret = settings.secret();
    return secret == null ? ANYBODY_HERE : secret;
  }
}
