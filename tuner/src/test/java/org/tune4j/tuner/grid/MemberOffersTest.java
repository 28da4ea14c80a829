package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tune4j.tuner.place.Offer;
import org.tune4j.yaml.InvalidInputException;

final class MemberOffersTest {
  private static final Supplier<List<String>> TWO = () -> List.of("4", "GPU-8a56");
  private static final Supplier<List<String>> NOT_ASKED =
      () -> {
        throw new AssertionError("the machine was asked for GPUs");
      };

  @Test
  void nothingSaidMeansAllThatTheMachineHas() {
    Offer offer = MemberOffers.detect(OfferOptions.NONE, TWO);

    assertThat(offer.total().cpu()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(offer.total().memory()).isGreaterThan(64L << 20);
    assertThat(offer.total().gpu()).isEqualTo(2);
    assertThat(offer.gpus()).containsExactly("4", "GPU-8a56");
    assertThat(offer.labels()).isEmpty();
  }

  @Test
  void theUserMaySayAllOfIt() {
    Offer offer =
        MemberOffers.detect(
            new OfferOptions(
                "2.5",
                null,
                "GPU-1, MIG-2",
                "8GB",
                List.of("licence=2", "disk = 0.5"),
                List.of("zone=a", "owner=b=c")),
            NOT_ASKED);

    assertThat(offer.total()).hasToString("2.5 CPU + 2 GPU + 8 GB + 0.5 disk + 2 licence");
    assertThat(offer.gpus()).containsExactly("GPU-1", "MIG-2");
    assertThat(offer.labels()).containsEntry("zone", "a").containsEntry("owner", "b=c");
  }

  @Test
  void aNumberOfGpusTakesTheFirstOfTheMachineOrNumbers() {
    assertThat(MemberOffers.detect(gpus("1"), TWO).gpus()).containsExactly("4");
    assertThat(MemberOffers.detect(gpus("3"), TWO).gpus()).containsExactly("0", "1", "2");
    assertThat(MemberOffers.detect(gpus("0"), NOT_ASKED).gpus()).isEmpty();
  }

  @Test
  void allProblemsComeAtOnceAndWithoutAskingTheMachine() {
    OfferOptions wrong =
        new OfferOptions(
            "many",
            "1.5",
            null,
            "8 elephants",
            List.of("gpu=1", "licence", "disk=-1", "a=1", "a=2"),
            List.of("=x", "k=1", "k=2"));

    assertThatThrownBy(() -> MemberOffers.detect(wrong, NOT_ASKED))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            --cpus: must be a number from 0 (many)
            --memory: must be a number of bytes, such as 4GB, 512MB or 1000 (8 elephants)
            --resource: gpu has an option of its own
              Maybe use --gpus.
            --resource: must be NAME=AMOUNT (licence)
            --resource disk: must be a number from 0 (-1)
            --resource: a is given twice
            --label: must be NAME=VALUE (=x)
            --label: k is given twice
            --gpus: must be a whole number from 0 to 10000 (1.5)
              Maybe let several trials share a GPU with `resources_per_trial: {gpu: 0.5}`.\
            """);
  }

  @Test
  void idsOfGpusComeOnceAndAsManyAsSaid() {
    assertThatThrownBy(() -> MemberOffers.detect(ids(null, "0,0"), NOT_ASKED))
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> MemberOffers.detect(ids("3", "0,1"), NOT_ASKED))
        .hasMessageContaining("contradict each other");
    assertThat(MemberOffers.detect(ids("2", "0,1"), NOT_ASKED).gpus()).containsExactly("0", "1");
    assertThat(MemberOffers.detect(ids(null, ""), NOT_ASKED).gpus()).isEmpty();
  }

  private static OfferOptions gpus(String count) {
    return new OfferOptions(null, count, null, null, List.of(), List.of());
  }

  private static OfferOptions ids(String count, String ids) {
    return new OfferOptions(null, count, ids, null, List.of(), List.of());
  }
}
