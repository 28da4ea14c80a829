package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NetworkBenchmarkTest {
  @Test
  void runs() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NetworkBenchmark.run(1, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("SAC 256-256").contains("us");
  }
}
