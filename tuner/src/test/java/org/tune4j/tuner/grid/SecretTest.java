package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.yaml.InvalidInputException;

final class SecretTest {
  private static final String TEXT = "0123456789abcdef";

  @TempDir Path folder;

  @Test
  void aFileGivesItsTrimmedText() throws IOException {
    Path file = file("  " + TEXT + "\n", "rw-------");

    assertThat(proof(Secret.find(file, Map.of()))).isEqualTo(proof(Secret.of(TEXT, "")));
  }

  @Test
  void theFileCountsBeforeTheEnvironment() throws IOException {
    Path file = file(TEXT, "r--------");
    Map<String, String> environment = Map.of("TUNE_SECRET", "fedcba9876543210");

    assertThat(proof(Secret.find(file, environment))).isEqualTo(proof(Secret.of(TEXT, "")));
    assertThat(proof(Secret.find(null, environment)))
        .isEqualTo(proof(Secret.of("fedcba9876543210", "")));
  }

  @Test
  void withoutFileAndVariableThereIsNone() {
    assertThat(Secret.find(null, Map.of())).isNull();
    assertThat(Secret.find(null, Map.of("TUNE_SECRET", " "))).isNull();
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    Path file = file(TEXT, "rw-r-----");

    assertThatThrownBy(() -> Secret.find(file, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--secret-file %s: others than its owner may read or change it%n  Maybe run `chmod 600 %s`."
                .formatted(file, file));
  }

  @Test
  void whatIsNoSecretIsRefusedInWords() throws IOException {
    Path brief = file("brief\n", "rw-------");

    assertThatThrownBy(() -> Secret.find(brief, Map.of()))
        .hasMessageContaining("the secret must have 16 to 4096 characters (it has 5)")
        .hasMessageNotContaining("brief\n");
    assertThatThrownBy(() -> Secret.find(folder.resolve("none"), Map.of()))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> Secret.find(folder, Map.of())).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> Secret.find(null, Map.of("TUNE_SECRET", "0123")))
        .hasMessageStartingWith("TUNE_SECRET: the secret must have");
  }

  @Test
  void aFileWithoutEndIsNotReadToItsEnd() {
    assertThatThrownBy(() -> Secret.find(Path.of("/dev/zero"), Map.of()))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aProofIsForOnePurposeAndOneListOfParts() {
    Secret secret = Secret.of(TEXT, "");

    assertThat(secret.sign("a", bytes("bc"), bytes("d")))
        .hasSize(Secret.SIGNATURE)
        .isEqualTo(secret.sign("a", bytes("bc"), bytes("d")))
        .isNotEqualTo(secret.sign("a", bytes("b"), bytes("cd")))
        .isNotEqualTo(secret.sign("ab", bytes("c"), bytes("d")))
        .isNotEqualTo(secret.sign("a", bytes("bcd")))
        .isNotEqualTo(Secret.of(TEXT + "0", "").sign("a", bytes("bc"), bytes("d")));
  }

  @Test
  void itIsNeverShown() {
    assertThat(Secret.of(TEXT, "")).hasToString("(secret)");
  }

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static byte[] proof(Secret secret) {
    return secret.sign("test");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
