package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.tuner.grid.NvidiaGpus.Device;

@Timeout(30)
final class NvidiaGpusTest {
  private static final List<Device> FOUR =
      List.of(
          new Device("0", "GPU-aaaa-0"),
          new Device("1", "GPU-bbbb-1"),
          new Device("2", "GPU-cccc-2"),
          new Device("3", "GPU-dddd-3"));

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void theToolsAnswerIsRead() throws IOException {
    Path tool =
        tool(
            "#!/bin/sh\n"
                + "echo '0, GPU-5d3b44a7-5b9a-0000-0000-000000000000, 81559 MiB'\n"
                + "echo '1, GPU-0b5e5b8c-5b9a-0000-0000-000000000001, 81559 MiB'\n");

    assertThat(devices(tool))
        .containsExactly(
            new Device("0", "GPU-5d3b44a7-5b9a-0000-0000-000000000000"),
            new Device("1", "GPU-0b5e5b8c-5b9a-0000-0000-000000000001"));
  }

  @Test
  void aToolThatFailsOrTalksOrIsNotThereMeansNone() throws IOException {
    assertThat(devices(tool("#!/bin/sh\necho 'NVIDIA-SMI has failed'\nexit 9\n"))).isEmpty();
    assertThat(devices(tool("#!/bin/sh\necho 'No devices were found'\n"))).isEmpty();
    assertThat(devices(folder.resolve("none"))).isEmpty();
    assertThat(devices(tool("not a program"))).isEmpty();
    assertThat(NvidiaGpus.devices(List.of("no-such-tool"), Map.of("PATH", "/bin"), LIMIT))
        .isEmpty();
  }

  @Test
  void aToolThatHangsMeansNone() throws IOException {
    Path tool = tool("#!/bin/sh\necho '0, GPU-x, 1 MiB'\nexec sleep 60\n");
    List<String> query = List.of(tool.toString());

    assertThat(NvidiaGpus.devices(query, Map.of(), Duration.ofMillis(200))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,2,3        | 0,1,2,3",
        "2,0            | 2,0",
        "GPU-cccc       | GPU-cccc",
        "1,7,2          | 1",
        "1,-1,2         | 1",
        "1,1            | 1",
        "NoDevFiles     | ''",
        "MIG-abc,MIG-de | MIG-abc,MIG-de",
      })
  void whatIsVisibleIsReadAsCudaReadsIt(String mask, String expected) {
    assertThat(String.join(",", NvidiaGpus.masked(FOUR, mask))).isEqualTo(expected);
  }

  @Test
  void withoutAMaskAllAreVisible() {
    assertThat(NvidiaGpus.masked(FOUR, null)).containsExactly("0", "1", "2", "3");
  }

  @Test
  void aMaskMakesNoDevices() {
    assertThat(NvidiaGpus.masked(List.of(), "0,1,MIG-x")).isEmpty();
    assertThat(NvidiaGpus.visible(Map.of("CUDA_VISIBLE_DEVICES", ""))).isEmpty();
  }

  private static List<Device> devices(Path tool) {
    return NvidiaGpus.devices(Arrays.asList(tool.toString(), "--query"), Map.of(), LIMIT);
  }

  private Path tool(String text) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "tool", ""), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
