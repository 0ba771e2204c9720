using System.Globalization;
using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Tests.Exports;

public sealed class ResultsCsvTests
{
    private const string Header =
        "index,key,fraction,boost,replace,generator,generator_settings,model,model_settings,seed,status,real_rows,"
            + "synthetic_rows,"
        + "test_rows,correct,accuracy,balanced_accuracy,f1,roc_auc,log_loss,brier,confusion,"
        + "mse,mae,r2,train_mse,validation,epochs,best_validation_loss,best_validation_accuracy,search_strategy,"
        + "search_chosen";

    [Fact]
    public async Task Rows_are_as_documented()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, index => index is 1 or 2 or 5);
        await SampleSweep.FailAsync(store, plan, 4, "it broke");

        var text = await CsvAsync(plan, store);

        string Key(long index) => plan.Keys.Trial(plan.Grid[index]).ToString();
        Assert.Equal(
            $"{Header}\n"
            + $"1,{Key(1)},0.3,0,false,,,logreg,c=1,1,completed,300,0,262,187,0.7137404580152672,0.3333333333333333,1E-07,"
            + "0.30000000000000004,0,0.25,187 1;2 72,,,,,,,,,,\n"
            + $"2,{Key(2)},0.3,0,false,,,knn,,0,completed,300,0,262,224,0.8549618320610687,0.3333333333333333,1E-07,"
            + ",Infinity,,224 1;2 35,,,,,,,,,,\n"
            + $"4,{Key(4)},0.3,0.5,false,wgan-gp,epochs=20,logreg,c=1,0,failed,,,,,,,,,,,,,,,,,,,,,\n"
            + $"5,{Key(5)},0.3,0.5,false,wgan-gp,epochs=20,logreg,c=1,1,completed,300,150,262,235,0.8969465648854962,"
            + "0.3333333333333333,1E-07,0.30000000000000004,0,0.25,235 1;2 24,,,,,,,,,,\n",
            text);
    }

    [Fact]
    public async Task Timings_add_columns_at_the_end_and_quote_what_must_be()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, index => index == 1);
        await SampleSweep.FailAsync(store, plan, 3, "line one\nline \"two\", really");

        var lines = (await CsvAsync(plan, store, timings: true)).Split('\n', 3);

        Assert.Equal($"{Header},fit_seconds,predict_seconds,worker,attempts,error", lines[0]);
        Assert.EndsWith(",187 1;2 72,,,,,,,,,,,0.125,0.5,\"worker \"\"a\"\", slot 1\",1,", lines[1]);
        Assert.EndsWith(",failed,,,,,,,,,,,,,,,,,,,,,,,,,2,\"line one\nline \"\"two\"\", really\"\n", lines[2]);
    }

    [Fact]
    public async Task Numeric_target_has_errors_in_place_of_class_scores()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.DetailedAsync(plan, 0);

        var lines = (await CsvAsync(plan, store)).Split('\n');

        Assert.EndsWith(
            ",completed,300,0,262,,,,,,,,,2.5E-09,0.5,-Infinity,,0.75,12,0.125,1,grid,neurons=20", lines[1]);
    }

    [Fact]
    public async Task Counts_say_what_ended_and_what_is_pending()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, index => index < 10);
        await SampleSweep.FailAsync(store, plan, 11, "it broke");
        await SampleSweep.FailAsync(store, plan, 2, "it broke before it went well");

        var counts = await ResultsExport.WriteCsvAsync(
            plan, SampleSweep.Id, store, new StringWriter(), timings: false, CancellationToken.None);

        Assert.Equal(new ExportCounts(40, 10, 1), counts);
        Assert.Equal(29, counts.Pending);
    }

    [Theory]
    [InlineData(ResultsFormat.Csv)]
    [InlineData(ResultsFormat.Json)]
    [InlineData(ResultsFormat.Table)]
    public async Task Exports_are_equal_byte_for_byte_whatever_the_store_order_and_culture(ResultsFormat format)
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, _ => true);
        await using var other = new Journal.InMemory.InMemoryResultStore();
        for (var index = 0L; index < plan.Grid.Count; index++)
        {
            var stored = SampleSweep.Result(plan, index);
            await other.AppendAsync(
                new StoreBatch([stored with { Timings = new(9, 9, "elsewhere", 3) }], [], []), CancellationToken.None);
        }

        var first = await ExportAsync(plan, store, format);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(first, await ExportAsync(plan, other, format));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.DoesNotContain('\r', first);
        Assert.EndsWith("\n", first);
    }

    [Fact]
    public async Task Sweep_of_several_pages_comes_in_the_order_of_the_grid()
    {
        var plan = SampleSweep.Plan(seeds: 1500);
        await using var store = await SampleSweep.StoreAsync(plan, index => index % 3 == 0);

        var lines = (await CsvAsync(plan, store)).Split('\n');

        Assert.True(plan.Grid.Count > 2 * 10_000, "The sweep must not fit into two pages.");
        Assert.Equal(
            Enumerable.Range(0, (int)plan.Grid.Count).Where(i => i % 3 == 0).Select(i => $"{i}"),
            lines[1..^1].Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Writer_stays_open()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, _ => false);
        await using var writer = new StringWriter { NewLine = "\r\n" };

        await ResultsExport.WriteAsync(
            plan, SampleSweep.Id, store, ResultsFormat.Csv, writer, timings: false, CancellationToken.None);
        await writer.WriteAsync("more");

        Assert.Equal($"{Header}\nmore", writer.ToString());
    }

    private static Task<string> CsvAsync(SweepPlan plan, IResultStore store, bool timings = false) =>
        ExportAsync(plan, store, ResultsFormat.Csv, timings);

    private static async Task<string> ExportAsync(
        SweepPlan plan, IResultStore store, ResultsFormat format, bool timings = false)
    {
        await using var writer = new StringWriter();
        await ResultsExport.WriteAsync(plan, SampleSweep.Id, store, format, writer, timings, CancellationToken.None);
        return writer.ToString();
    }
}
