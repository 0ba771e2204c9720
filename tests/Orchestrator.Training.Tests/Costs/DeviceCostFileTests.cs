using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Training.Costs;

namespace Orchestrator.Training.Tests.Costs;

public sealed class DeviceCostFileTests : IDisposable
{
    private static readonly DeviceIdentity Device = new("cuda:0", "a model", 4, "1.0");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-costs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_gives_back_what_was_saved()
    {
        var file = new DeviceCostFile(_folder.FullName, Device);
        Assert.Null(file.Load().Problem);
        var costs = new DeviceCosts(Device) { Concurrent = [new(1, 1), new(2, 1.9)] }
            .With(new AlgorithmCosts("svc v1", "data", CostedWork.FitBoosted, [new(100, 0.5)]) { Note = "cut" })
            .With(new GroupCosts("mlp", "mlp v1", [new(1, 0.1, 10), new(2, 0.05)]));
        Assert.Null(file.Save(costs));

        var (read, problem) = new DeviceCostFile(_folder.FullName, Device).Load();
        Assert.Null(problem);
        Assert.Equivalent(costs, read, strict: true);
        Assert.Equal("cuda-0.json", Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullName, "devices")))
            .Split(Path.DirectorySeparatorChar)[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1, 2")]
    [InlineData("""{"device": {"device": "cuda:0", "model": "a model", "cores": 4, "program": "1.0"}, "algorithms": null}""")]
    public void File_that_is_broken_is_no_file_and_says_so(string text)
    {
        var file = new DeviceCostFile(_folder.FullName, Device);
        Directory.CreateDirectory(Path.GetDirectoryName(file.FilePath)!);
        File.WriteAllText(file.FilePath, text);
        var (costs, problem) = file.Load();
        Assert.Empty(costs.Algorithms);
        Assert.Contains(file.FilePath, problem);
    }

    [Fact]
    public void File_of_another_version_or_processor_is_not_believed()
    {
        Assert.Null(new DeviceCostFile(_folder.FullName, Device).Save(new DeviceCosts(Device)
        {
            Concurrent = [new(1, 1)],
        }));
        foreach (var other in new[] { Device with { Program = "1.1" }, Device with { Model = "b" } })
        {
            var (costs, problem) = new DeviceCostFile(_folder.FullName, other).Load();
            Assert.Empty(costs.Concurrent);
            Assert.Contains("is of a model with 4 cores and version 1.0", problem);
        }
    }

    [Fact]
    public void File_that_cannot_be_written_says_why()
    {
        var folder = Path.Combine(_folder.FullName, "taken");
        File.WriteAllText(folder, "");
        Assert.Contains("cannot be written", new DeviceCostFile(folder, Device).Save(new DeviceCosts(Device)));
    }
}
