using Orchestrator.Reports.Reproductions;
using Orchestrator.Reports.Reproductions.Judging;

namespace Orchestrator.Reports.Tests.Reproductions;

public sealed class CellJudgeTests
{
    // Mean 10, deviation 1, t of 4 degrees of freedom 2.776: one more run lies within 10 ± 3.041.
    private static readonly Measurement Five = new([8.735088935932648, 9.367544467966324, 10, 10.632455532033676, 11.264911064067352]);

    [Theory]
    [InlineData(13.0, Verdict.Reproduced)]
    [InlineData(13.1, Verdict.NotReproduced)]
    [InlineData(7.0, Verdict.Reproduced)]
    [InlineData(6.9, Verdict.NotReproduced)]
    public void Number_is_reproduced_where_one_more_run_would_lie(double published, Verdict verdict)
    {
        Assert.Equal(3.041, Five.RunMargin, 0.001);
        Assert.Equal(1.2416, Five.MeanMargin, 0.001);
        var decided = CellJudge.Decide(published, 0.01, Five, "a reason", "");
        Assert.Equal(verdict, decided.Verdict);
        Assert.Equal(verdict == Verdict.Reproduced ? "" : "a reason", decided.Why);
    }

    [Theory]
    [InlineData(204, 1, Verdict.Reproduced)]
    [InlineData(203, 1, Verdict.NotReproduced)]
    [InlineData(204.4, 1, Verdict.Reproduced)]
    public void One_value_of_all_runs_has_the_rounding_of_the_published_number_alone(
        double published, double step, Verdict verdict)
    {
        var measured = new Measurement([204, 204]);
        Assert.True(measured.IsOneValue);
        Assert.Equal(verdict, CellJudge.Decide(published, step, measured, "", "").Verdict);
    }

    [Fact]
    public void Coarse_number_is_reproduced_within_half_its_step() => Assert.Equal(
        Verdict.Reproduced, CellJudge.Decide(10, 10, new Measurement([14.9, 14.91, 14.92]), "", "").Verdict);

    [Fact]
    public void Number_that_is_not_reproduced_for_no_known_reason_says_so() =>
        Assert.Contains("no reason was found", CellJudge.Decide(1, 0.1, Five, "", "").Why);

    [Fact]
    public void What_cannot_be_decided_says_why()
    {
        Assert.Equal((Verdict.NotDecidable, "no number was printed"), CellJudge.Decide(null, 1, Five, "", ""));
        Assert.Equal((Verdict.NotDecidable, "undefined"), CellJudge.Decide(10, 1, Five, "", "undefined"));
        Assert.Equal(
            (Verdict.NotDecidable, "fewer than 3 runs"), CellJudge.Decide(10, 1, new Measurement([9, 11]), "", ""));
        Assert.Equal(
            (Verdict.NotDecidable, "fewer than 3 runs"), CellJudge.Decide(10, 1, new Measurement([10]), "", ""));
        Assert.Equal(
            (Verdict.NotDecidable, "runs of ours differ by more than the number itself"),
            CellJudge.Decide(10, 1, new Measurement([1, 9, 20]), "", ""));
        Assert.Equal(Verdict.NotReproduced, CellJudge.Decide(100, 1, new Measurement([1, 9, 20]), "", "").Verdict);
        Assert.Equal(
            (Verdict.NotDecidable, "a run's score is not finite"),
            CellJudge.Decide(10, 1, new Measurement([10, 11, double.PositiveInfinity]), "", ""));
    }
}
