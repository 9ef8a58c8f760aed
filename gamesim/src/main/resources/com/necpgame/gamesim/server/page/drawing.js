// Draws an arena and one frame of it on a canvas. Places come in units; the canvas has its own pixels.

const PLAYER_COLOURS = ["#38bdf8", "#fb923c", "#a78bfa", "#f472b6", "#34d399", "#facc15", "#f87171", "#94a3b8"];
const DIRECTIONS = 256;

export const colourOf = (slot) => PLAYER_COLOURS[slot % PLAYER_COLOURS.length];

export class Drawing {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.arena = null;
  }

  use(arena) {
    this.arena = arena;
    this.canvas.height = Math.round((this.canvas.width * arena.rows.length) / arena.rows[0].length);
    this.scale = this.canvas.width / (arena.rows[0].length * arena.tile);
  }

  draw(frame) {
    const styles = getComputedStyle(document.documentElement);
    this.colour = (name) => styles.getPropertyValue(`--${name}`).trim();
    this.pen.fillStyle = this.colour("floor");
    this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.walls();
    this.arena.pickups.forEach((pickup, i) => frame.pickups[i] > 0 && this.pickup(pickup));
    frame.shots.forEach((shot) => this.shot(shot));
    frame.players.forEach((player) => this.player(player));
  }

  walls() {
    const side = this.arena.tile * this.scale;
    this.pen.fillStyle = this.colour("wall");
    this.arena.rows.forEach((row, y) => {
      for (let x = 0; x < row.length; x++) {
        if (row[x] === "#") {
          this.pen.fillRect(Math.floor(x * side), Math.floor(y * side), Math.ceil(side), Math.ceil(side));
        }
      }
    });
  }

  pickup({ kind, x, y }) {
    const reach = this.arena.tile * this.scale * 0.25;
    const [px, py] = [x * this.scale, y * this.scale];
    this.pen.fillStyle = this.colour(kind === "HEALTH" ? "health" : "credits");
    if (kind === "HEALTH") {
      this.pen.fillRect(px - reach / 3, py - reach, (reach * 2) / 3, reach * 2);
      this.pen.fillRect(px - reach, py - reach / 3, reach * 2, (reach * 2) / 3);
    } else {
      this.disc(px, py, reach * 0.8);
    }
  }

  shot([x, y, aim]) {
    const [dx, dy] = this.way(aim, this.arena.tile * this.scale * 0.35);
    this.pen.strokeStyle = this.colour("shot");
    this.pen.lineWidth = 3;
    this.pen.beginPath();
    this.pen.moveTo(x * this.scale - dx, y * this.scale - dy);
    this.pen.lineTo(x * this.scale, y * this.scale);
    this.pen.stroke();
  }

  player(player) {
    const [x, y, radius] = [player.x, player.y, this.arena.radius].map((units) => units * this.scale);
    const isDead = player.health === 0;
    this.pen.globalAlpha = isDead || player.away ? 0.35 : 1;
    this.pen.fillStyle = colourOf(player.slot);
    this.disc(x, y, radius);
    const [dx, dy] = this.way(player.aim, radius * 1.4);
    this.pen.strokeStyle = this.colour("text");
    this.pen.lineWidth = 3;
    this.pen.beginPath();
    this.pen.moveTo(x, y);
    this.pen.lineTo(x + dx, y + dy);
    this.pen.stroke();
    this.pen.globalAlpha = 1;
    this.label(player, x, y - radius - 10);
  }

  label(player, x, y) {
    const width = 44;
    this.pen.fillStyle = this.colour("text");
    this.pen.font = "600 14px system-ui, sans-serif";
    this.pen.textAlign = "center";
    this.pen.fillText(player.health === 0 ? `${player.name} (down)` : player.name, x, y - 4);
    this.pen.fillStyle = this.colour("line");
    this.pen.fillRect(x - width / 2, y, width, 5);
    this.pen.fillStyle = this.colour(player.health > 30 ? "health" : "bad");
    this.pen.fillRect(x - width / 2, y, (width * player.health) / this.arena.healthMax, 5);
  }

  disc(x, y, radius) {
    this.pen.beginPath();
    this.pen.arc(x, y, radius, 0, 2 * Math.PI);
    this.pen.fill();
  }

  way(aim, length) {
    const angle = (aim * 2 * Math.PI) / DIRECTIONS;
    return [Math.cos(angle) * length, Math.sin(angle) * length];
  }
}
