using Orchestrator.Worker.SlotProgram;
using Orchestrator.Worker.Slots;

// What tests start: "slot --worker NAME --device DEVICE" serves a slot, "node BEHAVIOUR" is a node with one such slot.
switch (args)
{
    case ["slot", "--worker", var worker, "--device", var device]:
        return await SlotProcessHost.RunAsync(worker, device, new WayOfDying());
    case ["node", var behaviour]:
        return await LoneNode.RunAsync(behaviour);
    case ["refuses", ..]:
        Console.Error.WriteLine("this program never serves");
        return 3;
    default:
        Console.Error.WriteLine("usage: slot --worker NAME --device DEVICE | node BEHAVIOUR");
        return 2;
}
