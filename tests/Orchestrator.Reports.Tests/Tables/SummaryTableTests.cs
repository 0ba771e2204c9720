using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Tests.Tables;

public sealed class SummaryTableTests
{
    [Fact]
    public async Task Text_shows_means_differences_and_counts()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, index => index is not (5 or 8 or 9));
        await SampleSweep.FailAsync(store, plan, 5, "it broke");
        await using var writer = new StringWriter();

        PlainTextTable.Write(
            await SummaryTable.BuildAsync(plan, SampleSweep.Id, store, CancellationToken.None), writer);

        Assert.Equal(
            """
            logreg
            fraction  generator           boost 0           boost 0.5         boost 2
            --------  ------------------  -------  ------------------  --------------
                 0.3  wgan-gp{epochs=20}   0.6431  0.7557 +0.1126 n=1  0.8111 +0.1679
                 0.3  dcgan                0.6431                   -  0.8034 +0.1603
                   1  wgan-gp{epochs=20}   0.7958      0.7882 -0.0076  0.7729 -0.0229
                   1  dcgan                0.7958      0.7805 -0.0153  0.7653 -0.0305

            knn
            fraction  generator           boost 0       boost 0.5         boost 2
            --------  ------------------  -------  --------------  --------------
                 0.3  wgan-gp{epochs=20}   0.7347  0.7271 -0.0076  0.7118 -0.0229
                 0.3  dcgan                0.7347  0.7195 -0.0153  0.7042 -0.0305
                   1  wgan-gp{epochs=20}   0.6966  0.8798 +0.1832  0.8645 +0.1679
                   1  dcgan                0.6966  0.6813 -0.0153  0.6660 -0.0305

            Mean accuracy over 2 seeds; then the difference to boost 0 at the same fraction; n where fewer seeds have a score.
            37 of 40 trials completed, 1 failed, 2 pending.

            """,
            writer.ToString());
    }

    [Fact]
    public async Task Markdown_escapes_bars()
    {
        var table = new TableModel("t", [new("a|b", Right: false), new("n", Right: true)], [["x|y", "1"], ["z", "22"]]);
        await using var writer = new StringWriter();

        MarkdownTable.Write(table, writer);

        Assert.Equal("| a\\|b | n |\n| :--- | ---: |\n| x\\|y | 1 |\n| z | 22 |\n", writer.ToString());
    }

    [Fact]
    public async Task Sweep_without_boosts_has_one_row_a_fraction_and_no_differences()
    {
        var plan = SampleSweep.Plan(boosted: false);
        await using var store = await SampleSweep.StoreAsync(plan, _ => true);

        var report = await SummaryTable.BuildAsync(plan, SampleSweep.Id, store, CancellationToken.None);

        Assert.Equal(["logreg", "knn"], report.Tables.Select(t => t.Title));
        Assert.Equal([["0.3", "-", Mean(0, 1)], ["1", "-", Mean(4, 5)]], report.Tables[0].Rows);
        Assert.Equal("8 of 8 trials completed, 0 failed, 0 pending.", report.Footer);
        string Mean(long a, long b) =>
            ((SampleSweep.Result(plan, a).Result.Accuracy + SampleSweep.Result(plan, b).Result.Accuracy)!.Value / 2)
                .ToString("0.0000");
    }

    [Fact]
    public async Task Score_that_a_model_cannot_give_is_a_dash()
    {
        var plan = SampleSweep.Plan(metric: "roc-auc");
        await using var store = await SampleSweep.StoreAsync(plan, _ => true);

        var report = await SummaryTable.BuildAsync(plan, SampleSweep.Id, store, CancellationToken.None);

        Assert.Equal(
            ["0.3", "wgan-gp{epochs=20}", "0.3000", "0.3000 +0.0000", "0.3000 +0.0000"], report.Tables[0].Rows[0]);
        Assert.Equal(["0.3", "wgan-gp{epochs=20}", "-", "-", "-"], report.Tables[1].Rows[0]);
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("balanced-accuracy")]
    [InlineData("f1")]
    [InlineData("roc-auc")]
    [InlineData("log-loss")]
    [InlineData("brier")]
    public async Task Every_metric_has_a_table(string metric)
    {
        var plan = SampleSweep.Plan(metric: metric);
        await using var store = await SampleSweep.StoreAsync(plan, _ => true);

        var report = await SummaryTable.BuildAsync(plan, SampleSweep.Id, store, CancellationToken.None);

        Assert.NotEqual("-", report.Tables[0].Rows[0][2]);
        Assert.StartsWith($"Mean {metric} over 2 seeds; then the difference to boost 0", report.Legend);
    }
}
