using System.Text.Json;
using Orchestrator.Reports.Exports;

namespace Orchestrator.Reports.Tests.Exports;

public sealed class ResultsJsonTests
{
    private const string NoDetails =
        """
        "mse":null,"mae":null,"r2":null,"train_mse":null,"validation":null,"epochs":null,
        """
        + """
        "best_validation_loss":null,"best_validation_accuracy":null,"search":null}
        """;

    [Fact]
    public async Task Rows_are_as_documented()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, index => index is 2 or 5);
        await SampleSweep.FailAsync(store, plan, 4, "it broke");

        var text = await JsonAsync(plan, store);

        string Key(long index) => plan.Keys.Trial(plan.Grid[index]).ToString();
        Assert.Equal(
            "[\n"
            + $$"""{"index":2,"key":"{{Key(2)}}","fraction":0.3,"boost":0,"replace":false,"generator":null,"generator_settings":null,"""
            + """ "model":"knn","model_settings":{},"seed":0,"status":"completed","real_rows":300,"""[1..]
            + """ "synthetic_rows":0,"test_rows":262,"correct":224,"accuracy":0.8549618320610687,"""[1..]
            + """ "balanced_accuracy":0.3333333333333333,"f1":1E-07,"roc_auc":null,"""[1..]
            + """ "log_loss":"Infinity","brier":null,"confusion":[[224,1],[2,35]],"""[1..] + NoDetails
            + ",\n"
            + $$"""{"index":4,"key":"{{Key(4)}}","fraction":0.3,"boost":0.5,"replace":false,"generator":"wgan-gp","""
            + """ "generator_settings":{"epochs":"20"},"model":"logreg","model_settings":{"c":"1"},"seed":0,"""[1..]
            + """ "status":"failed"}"""[1..]
            + ",\n"
            + $$"""{"index":5,"key":"{{Key(5)}}","fraction":0.3,"boost":0.5,"replace":false,"generator":"wgan-gp","""
            + """ "generator_settings":{"epochs":"20"},"model":"logreg","model_settings":{"c":"1"},"seed":1,"""[1..]
            + """ "status":"completed","real_rows":300,"synthetic_rows":150,"test_rows":262,"correct":235,"""[1..]
            + """ "accuracy":0.8969465648854962,"balanced_accuracy":0.3333333333333333,"f1":1E-07,"""[1..]
            + """ "roc_auc":0.30000000000000004,"log_loss":0,"brier":0.25,"confusion":[[235,1],[2,24]],"""[1..] + NoDetails
            + "\n]\n",
            text);
    }

    [Fact]
    public async Task Timings_add_fields()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, index => index == 0);
        await SampleSweep.FailAsync(store, plan, 1, "it “broke”\n");

        using var json = JsonDocument.Parse(await JsonAsync(plan, store, timings: true));

        Assert.Equal("worker \"a\", slot 1", json.RootElement[0].GetProperty("worker").GetString());
        Assert.Equal(0.125, json.RootElement[0].GetProperty("fit_seconds").GetDouble());
        Assert.Equal("it “broke”\n", json.RootElement[1].GetProperty("error").GetString());
        Assert.Equal(2, json.RootElement[1].GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Numeric_target_has_no_class_scores_and_its_search_is_whole()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.DetailedAsync(plan, 0);

        using var json = JsonDocument.Parse(await JsonAsync(plan, store));

        var row = json.RootElement[0];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("correct").ValueKind);
        Assert.Equal("[]", row.GetProperty("confusion").GetRawText());
        Assert.Equal(2.5e-9, row.GetProperty("mse").GetDouble());
        Assert.Equal("-Infinity", row.GetProperty("r2").GetString());
        Assert.Equal(12, row.GetProperty("epochs").GetInt32());
        Assert.Equal(
            """
            {"strategy":"grid","chosen":"neurons=20","fits":5,"members":[{"settings":"neurons=10","scores":[0.5,0.25],"error":null},
            """
            + """{"settings":"neurons=20","scores":[],"error":"diverged"}]}""",
            row.GetProperty("search").GetRawText());
    }

    [Fact]
    public async Task Sweep_without_results_is_an_empty_array()
    {
        var plan = SampleSweep.Plan();
        await using var store = await SampleSweep.StoreAsync(plan, _ => false);

        Assert.Equal("[]\n", await JsonAsync(plan, store));
    }

    private static async Task<string> JsonAsync(
        Sweeps.Planning.SweepPlan plan, Journal.Contracts.IResultStore store, bool timings = false)
    {
        await using var writer = new StringWriter();
        await ResultsExport.WriteJsonAsync(plan, SampleSweep.Id, store, writer, timings, CancellationToken.None);
        return writer.ToString();
    }
}
