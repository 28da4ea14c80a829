package org.tune4j.tuner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.yaml.InvalidInputException;

final class ControlAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.5:5800", "my-host.example:1", "[::1]:65535", "[fe80::1%eth0]:80"})
  void whatIsWrittenComesBack(String text) {
    assertThat(ControlAddress.parse("--server", text)).hasToString(text);
  }

  @Test
  void bracketsAreNoPartOfTheHost() {
    assertThat(ControlAddress.parse("--server", "[::1]:5800").host()).isEqualTo("::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        ":5800",
        "host:",
        "host:0",
        "host:65536",
        "host:x",
        "::1:5800",
        "a b:1",
        "http://host:1",
        "host:5800/x",
        "[host]]:1"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> ControlAddress.parse("--server", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--server: must be HOST:PORT");
  }
}
