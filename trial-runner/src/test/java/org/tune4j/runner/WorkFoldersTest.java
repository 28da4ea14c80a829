package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFoldersTest {
  @TempDir Path temp;

  @Test
  void aLinkThatATrialLeftInItsPlaceServesNobodyElse() throws Exception {
    Path mine = Files.createDirectory(temp.resolve("mine"));
    WorkFolders folders = new WorkFolders(temp.resolve("pool"));
    Path folder = folders.take();
    Files.delete(WorkFolders.work(folder));
    Files.createSymbolicLink(WorkFolders.work(folder), mine);
    folders.giveBack(folder, true);
    assertThat(folders.take()).isEqualTo(folder);
    assertThat(Files.isSymbolicLink(WorkFolders.work(folder))).isFalse();
    assertThat(mine).exists();
  }
}
