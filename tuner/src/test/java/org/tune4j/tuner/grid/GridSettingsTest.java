package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.yaml.InvalidInputException;

final class GridSettingsTest {
  private static final Secret SECRET = Secret.of("a secret of sixteen or more", "test");

  @Test
  void nothingSaidMeansLoopbackAndNobodyToJoin() {
    GridSettings settings = parse(null);

    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.isLoopback()).isTrue();
    assertThat(settings.join()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 0", "127.0.0.1:7000, 7000", "localhost:7001, 7001", "[::1]:7002, 7002"})
  void bindTakesAnAddressAndAPort(String bind, int port) {
    assertThat(parse(bind).port()).isEqualTo(port);
    assertThat(parse(bind).isLoopback()).isTrue();
  }

  @Test
  void anOpenAddressNeedsASecret() throws SocketException {
    String open = openAddress();

    assertThatThrownBy(() -> GridSettings.parse(open, List.of(), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--bind: "
                + open
                + " is open to the network, so it needs a secret\n"
                + "  Maybe name a file with --secret-file, or set TUNE_SECRET.");
    assertThat(GridSettings.parse(open, List.of(), SECRET).isLoopback()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "no.such.host.invalid"})
  void bindMustBeAnAddressOfThisMachine(String bind) {
    assertThatThrownBy(() -> GridSettings.parse(bind, List.of(), SECRET))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is no address of this machine")
        .hasMessageContaining("Maybe use one of 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "host:",
        "host:port",
        "host:99999",
        "host:0",
        "::1",
        "user@host",
        "kubernetes:",
        "kubernetes:a/b/c",
        "kubernetes:a:99999",
        "kubernetes:A",
        "host\n:1"
      })
  void aPlaceToJoinThatIsNoneIsRefused(String place) {
    assertThatThrownBy(() -> parse(null, place)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void allProblemsComeAtOnce() {
    assertThatThrownBy(() -> parse("192.0.2.1", "a b", "host:0"))
        .hasMessageContaining("no address of this machine")
        .hasMessageContaining("(a b)")
        .hasMessageContaining("(host:0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.2:6701", "[2001:db8::1]:6701", "kubernetes:tune-grid"})
  void whoJoinsAnotherMachineNeedsAnAddressThatItReaches(String place) {
    assertThatThrownBy(() -> parse(null, "127.0.0.1", place))
        .hasMessageStartingWith(
            place.startsWith("k")
                ? "--join: kubernetes: stands alone"
                : "--bind: is needed when --join names another machine (" + place + ")\n  Maybe");
    assertThatThrownBy(() -> parse(null, place)).hasMessageContaining("--bind: is needed");
    assertThat(parse(null, "127.0.0.2:6701", "localhost", "no.such.host.invalid").isLoopback())
        .isTrue();
  }

  @Test
  void kubernetesStandsAlone() {
    assertThatThrownBy(() -> parse(null, "kubernetes:grid,host"))
        .hasMessageContaining("kubernetes: stands alone");
  }

  @Test
  void placesBecomeAListOfAddresses() {
    JoinConfig join = join(parse("localhost", "a, b:1234", "[fe80::1]"));

    assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().getMembers())
        .containsExactly("a:5701", "b:1234", "[fe80::1]:5701");
    assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
  }

  @Test
  void kubernetesIsAskedByDnsOrByItsApi() {
    JoinConfig byDns = join(parse("127.0.0.1", "kubernetes:tune-grid.ml.svc.cluster.local"));
    assertThat(byDns.getTcpIpConfig().isEnabled()).isFalse();
    assertThat(byDns.getKubernetesConfig().isEnabled()).isTrue();
    assertThat(byDns.getKubernetesConfig().getProperties())
        .containsEntry("service-dns", "tune-grid.ml.svc.cluster.local")
        .containsEntry("service-port", "5701");
    assertThat(
            join(parse("127.0.0.1", "kubernetes:grid:7000")).getKubernetesConfig().getProperties())
        .containsEntry("service-dns", "grid")
        .containsEntry("service-port", "7000");

    JoinConfig byApi = join(parse("127.0.0.1", "kubernetes:ml/tune-grid"));
    assertThat(byApi.getKubernetesConfig().getProperties())
        .containsEntry("namespace", "ml")
        .containsEntry("service-name", "tune-grid");
  }

  @Test
  void nothingElseIsOpenAndNobodyElseIsLookedFor() {
    Config config = GridConfig.of(parse(null), Map.of());

    assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getJoin().getAutoDetectionConfig().isEnabled()).isFalse();
    assertThat(config.getAdvancedNetworkConfig().isEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getMemcacheProtocolConfig().isEnabled()).isFalse();
    assertThat(config.getJetConfig().isEnabled()).isFalse();
    assertThat(config.getMetricsConfig().isEnabled()).isFalse();
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getMapConfig(GridConfig.CHECKPOINTS).getTotalBackupCount()).isEqualTo(1);
  }

  private static GridSettings parse(@Nullable String bind, String... join) {
    return GridSettings.parse(bind, List.of(join), null);
  }

  private static JoinConfig join(GridSettings settings) {
    return GridConfig.of(settings, Map.of()).getNetworkConfig().getJoin();
  }

  /** An address of this machine that is not loopback. */
  private static String openAddress() throws SocketException {
    String address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
            .map(HostPort::number)
            .findFirst()
            .orElse("");
    Assumptions.assumeFalse(address.isEmpty(), "this machine has loopback only");
    return address;
  }
}
